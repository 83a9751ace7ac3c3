package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.PartStatus;
import dev.tidemark.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the supervisor tells the other commands: one JSON file, replaced whole at every change. */
record StatusFile(Path path) {

    /**
     * A part as the file has it.
     *
     * @param url where a person looks at it, or nothing
     */
    record Entry(PartStatus status, Map<String, Integer> ports, Optional<String> url) {}

    static StatusFile of(Home home) {
        return new StatusFile(home.statusFile());
    }

    void write(List<PartStatus> statuses, Map<String, Part> parts) {
        List<Map<String, @Nullable Object>> entries = statuses.stream()
                .map(status -> entry(status, parts.get(status.name())))
                .toList();
        try {
            Path half = path.resolveSibling(path.getFileName() + ".tmp");
            Files.writeString(half, JSON.std.asString(entries));
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> entry(PartStatus status, @Nullable Part part) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", status.name());
        entry.put("state", status.state().name());
        entry.put("detail", status.detail());
        entry.put("since", status.since().toString());
        entry.put("restarts", status.restarts());
        ProcessIdentity process = status.process();
        if (process != null) {
            entry.put("pid", process.pid());
            entry.put("started", process.started());
        }
        if (part != null) {
            entry.put("ports", part.ports());
            part.url().ifPresent(url -> entry.put("url", url));
        }
        return entry;
    }

    /** What was last written; empty when nothing was. */
    List<Entry> read() throws IOException {
        try {
            return JSON.std.anyFrom(Files.readString(path)) instanceof List<?> entries
                    ? entries.stream()
                            .map(Map.class::cast)
                            .map(StatusFile::entry)
                            .toList()
                    : List.of();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static Entry entry(Map<?, ?> json) {
        ProcessIdentity process = json.get("pid") instanceof Number pid && json.get("started") instanceof String started
                ? new ProcessIdentity(pid.longValue(), started)
                : null;
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (json.get("ports") instanceof Map<?, ?> map) {
            map.forEach((name, port) -> ports.put(String.valueOf(name), Integer.parseInt(String.valueOf(port))));
        }
        PartStatus status = new PartStatus(
                text(json, "name"),
                PartState.valueOf(text(json, "state")),
                text(json, "detail"),
                process,
                Instant.parse(text(json, "since")),
                Integer.parseInt(text(json, "restarts")));
        return new Entry(status, ports, json.get("url") instanceof String url ? Optional.of(url) : Optional.empty());
    }

    private static String text(Map<?, ?> json, String key) {
        return String.valueOf(json.get(key));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
