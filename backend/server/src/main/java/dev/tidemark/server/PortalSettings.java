package dev.tidemark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this portal finds everything else. Set through the environment, see {@code application.yaml}.
 *
 * @param home the directory of this installation; what people may lose is not kept here but in PostgreSQL, Git and the lake
 * @param demo whether to seed the demo company, its users and its keys
 * @param postgresPasswordFile file with the database password; empty for a database that asks for none
 * @param internalTokenFile file with the token that our own processes show each other
 * @param kafka bootstrap servers
 * @param jobsJar the jar of our Flink jobs, with {@code runtime-classpath.txt} beside it; only read to plan jobs
 * @param cleanCheckpoint between two commits of clean rows; an event is seen with the commit that follows it
 * @param trino JDBC address of a Trino that serves as the lakehouse; empty for the embedded engine
 */
@ConfigurationProperties("tidemark")
public record PortalSettings(
        Path home,
        boolean demo,
        String postgresPasswordFile,
        String internalTokenFile,
        URI portalUrl,
        URI collectorUrl,
        String kafka,
        URI flink,
        Duration cleanCheckpoint,
        URI pinotController,
        URI pinotBroker,
        @Nullable String lakeRoot,
        @Nullable String definitionsRepository,
        @Nullable String checkpoints,
        Path jobsJar,
        String trino) {

    private static final Duration SHORTEST_CHECKPOINT = Duration.ofMillis(100);

    public PortalSettings {
        home = home.toAbsolutePath().normalize();
        if (cleanCheckpoint.compareTo(SHORTEST_CHECKPOINT) < 0) {
            throw new IllegalArgumentException("tidemark.clean-checkpoint is " + cleanCheckpoint + "; at least "
                    + SHORTEST_CHECKPOINT + " lies between two commits");
        }
    }

    public Path lake() {
        return given(lakeRoot, "data/lake");
    }

    public Path definitions() {
        return given(definitionsRepository, "data/definitions.git");
    }

    public Path checkpointDirectory() {
        return given(checkpoints, "data/flink/checkpoints");
    }

    public Path jobs() {
        return jobsJar.toAbsolutePath();
    }

    /** The database password, read at each call so that a rotated file is seen. */
    public String postgresPassword() {
        return secret(postgresPasswordFile);
    }

    /** What our own processes show at the internal doors; empty closes those doors. */
    public String internalToken() {
        return secret(internalTokenFile);
    }

    private Path given(@Nullable String path, String otherwise) {
        return path == null || path.isBlank()
                ? home.resolve(otherwise)
                : Path.of(path).toAbsolutePath();
    }

    private static String secret(String file) {
        if (file.isBlank()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret file " + file, e);
        }
    }
}
