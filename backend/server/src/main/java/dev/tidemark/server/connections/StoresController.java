package dev.tidemark.server.connections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.problems.RequestProblem;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Databases as stores. Passwords go in and never come out. */
@RestController
@RequestMapping("/api/v1/stores")
public class StoresController {

    /** A database and who reads it. */
    public record Connection(
            @JsonProperty("jdbc_url") @Nullable String jdbcUrl,
            @Nullable String user,
            @Nullable String password) {}

    private final StoreBook book;

    public StoresController(StoreBook book) {
        this.book = book;
    }

    @GetMapping
    Map<String, List<Map<String, String>>> list() {
        return Map.of(
                "stores", book.entries().stream().map(StoresController::shown).toList());
    }

    @PutMapping("/{id}")
    Map<String, String> connect(@PathVariable String id, @RequestBody Connection connection, Principal caller) {
        if (connection.jdbcUrl() == null) {
            throw new ProblemException(RequestProblem.MALFORMED_REQUEST, "“jdbc_url” is missing.")
                    .withFault("/jdbc_url", "missing");
        }
        StoreBook.Entry entry =
                new StoreBook.Entry(id, connection.jdbcUrl(), connection.user() == null ? "" : connection.user());
        String password = connection.password() == null ? "" : connection.password();
        return shown(book.connect(entry, password, caller.getName()));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> disconnect(@PathVariable String id) {
        book.disconnect(id);
        return ResponseEntity.noContent().build();
    }

    private static Map<String, String> shown(StoreBook.Entry entry) {
        return Map.of("id", entry.id(), "jdbc_url", entry.jdbcUrl(), "user", entry.user());
    }
}
