package dev.tidemark.server.collection;

import dev.tidemark.server.security.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys with which sources write events. A key is shown once, when it is made; only its hash is kept. */
@Component
public class WriteKeys {

    /** A source of a workspace. */
    public record SourceName(String workspace, String source) {}

    private record Row(SourceName source, String hash) {}

    private final JdbcClient database;

    WriteKeys(JdbcClient database) {
        this.database = database;
    }

    public String create(SourceName source) {
        String key = Secrets.create("tmw");
        database.sql("INSERT INTO portal.write_key (key_sha256, workspace, source) VALUES (?, ?, ?)")
                .params(Secrets.sha256(key), source.workspace(), source.source())
                .update();
        return key;
    }

    /** The hashes of the keys that are valid now, by source. */
    Map<SourceName, List<String>> hashes() {
        return database
                .sql("SELECT workspace, source, key_sha256 FROM portal.write_key WHERE revoked_at IS NULL ORDER BY 3")
                .query((row, number) -> new Row(
                        new SourceName(row.getString("workspace"), row.getString("source")),
                        row.getString("key_sha256")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Row::source, Collectors.mapping(Row::hash, Collectors.toUnmodifiableList())));
    }
}
