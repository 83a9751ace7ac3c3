package dev.tidemark.server.captures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.definitions.proposals.People;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.problems.RequestProblem;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Captures: what the process is told, how it stands, and the connections it uses. Passwords go in and reach that process only. */
@RestController
class CaptureController {

    private static final String NAME = "[a-z][a-z0-9-]{0,59}";

    /** A database and who captures it. */
    record Connection(
            @JsonProperty("jdbc_url") @Nullable String jdbcUrl,
            @Nullable String user,
            @Nullable String password) {}

    /** @param proposal its number, for {@code /api/v1/proposals/…} */
    record Opened(long proposal, String title) {}

    private final CaptureDesk desk;
    private final CaptureConnections connections;
    private final CaptureProcess process;
    private final FieldProposals proposals;
    private final People people;

    CaptureController(
            CaptureDesk desk,
            CaptureConnections connections,
            CaptureProcess process,
            FieldProposals proposals,
            People people) {
        this.desk = desk;
        this.connections = connections;
        this.process = process;
        this.proposals = proposals;
        this.people = people;
    }

    @Hidden
    @GetMapping(path = "/internal/v1/captures", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> captures(WebRequest request) {
        CaptureConfig config = desk.current();
        if (request.checkNotModified(config.version())) {
            return ResponseEntity.status(304).eTag(config.version()).build();
        }
        return ResponseEntity.ok()
                .eTag(config.version())
                .contentType(MediaType.APPLICATION_JSON)
                .body(config.toJson());
    }

    @GetMapping(path = "/api/v1/captures", produces = MediaType.APPLICATION_JSON_VALUE)
    String state() {
        return process.state();
    }

    /** Proposes the fields that the table's event lacks; answers with the open proposal where there is one already. */
    @PostMapping("/api/v1/captures/{workspace}/{source}/tables/{table}/proposal")
    @ResponseStatus(HttpStatus.CREATED)
    Opened propose(
            @PathVariable String workspace, @PathVariable String source, @PathVariable String table, Principal caller) {
        Proposal opened = proposals.propose(workspace, source, table, people.of(caller));
        return new Opened(opened.id(), opened.title());
    }

    @GetMapping("/api/v1/captures/connections")
    Map<String, List<Map<String, String>>> connections() {
        return Map.of(
                "connections",
                connections.entries().stream().map(CaptureController::shown).toList());
    }

    @PutMapping("/api/v1/captures/connections/{name}")
    Map<String, String> connect(@PathVariable String name, @RequestBody Connection connection, Principal caller) {
        if (!name.matches(NAME)) {
            throw malformed("/name", "a connection's name is lower-case letters, digits and hyphens");
        }
        String url = connection.jdbcUrl();
        if (url == null || !url.startsWith("jdbc:postgresql://")) {
            throw malformed(
                    "/jdbc_url", "it must be the address of a PostgreSQL database: jdbc:postgresql://HOST/NAME");
        }
        CaptureConnections.Entry entry =
                new CaptureConnections.Entry(name, url, connection.user() == null ? "" : connection.user());
        return shown(
                connections.keep(entry, connection.password() == null ? "" : connection.password(), caller.getName()));
    }

    @DeleteMapping("/api/v1/captures/connections/{name}")
    ResponseEntity<Void> disconnect(@PathVariable String name) {
        return connections.forget(name)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }

    private static ProblemException malformed(String pointer, String what) {
        return new ProblemException(RequestProblem.MALFORMED_REQUEST, what + ".").withFault(pointer, what);
    }

    private static Map<String, String> shown(CaptureConnections.Entry entry) {
        return Map.of("name", entry.name(), "jdbc_url", entry.jdbcUrl(), "user", entry.user());
    }
}
