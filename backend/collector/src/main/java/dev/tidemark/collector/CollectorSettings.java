package dev.tidemark.collector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set from outside, with the environment variable that sets it.
 *
 * @param bind TIDEMARK_COLLECTOR_BIND, the address to listen at
 * @param port TIDEMARK_COLLECTOR_PORT, 0 for any free one
 * @param kafka TIDEMARK_KAFKA, bootstrap servers
 * @param portal TIDEMARK_PORTAL_URL
 * @param tokenFile TIDEMARK_INTERNAL_TOKEN_FILE, proves to the portal that we are we
 * @param copy where the last good configuration is kept, under TIDEMARK_HOME
 * @param limits what one request and all together may hold
 * @param delivery TIDEMARK_COLLECTOR_DELIVERY_TIMEOUT, how long Kafka may take to confirm before the sender is told 503
 * @param spool where events are kept while Kafka is away; without it senders are told 503
 */
public record CollectorSettings(
        String bind,
        int port,
        String kafka,
        URI portal,
        Optional<Path> tokenFile,
        Path copy,
        Limits limits,
        Duration delivery,
        Optional<Spool> spool) {

    /**
     * @param eventBytes of the body of one event
     * @param batchBytes of the body of a batch
     * @param batchEvents in one batch
     * @param inFlightBytes of all bodies that are being read or wait for Kafka
     * @param inFlightRequests likewise
     */
    public record Limits(int eventBytes, int batchBytes, int batchEvents, int inFlightBytes, int inFlightRequests) {

        public static final Limits DEFAULT = new Limits(512 * 1024, 4 * 1024 * 1024, 1_000, 32 * 1024 * 1024, 4_096);
    }

    /**
     * @param directory TIDEMARK_COLLECTOR_SPOOL, of this collector alone
     * @param mostBytes TIDEMARK_COLLECTOR_SPOOL_BYTES, of all files in it
     * @param segmentBytes TIDEMARK_COLLECTOR_SPOOL_SEGMENT_BYTES, after which another file is begun; room is freed by whole files
     */
    public record Spool(Path directory, long mostBytes, long segmentBytes) {

        public static final long MOST_BYTES = 1024L * 1024 * 1024;
        public static final long SEGMENT_BYTES = 8L * 1024 * 1024;

        public Spool {
            if (segmentBytes <= 0 || mostBytes < segmentBytes) {
                throw new IllegalArgumentException("A spool of " + mostBytes + " bytes in files of " + segmentBytes
                        + " bytes holds nothing; TIDEMARK_COLLECTOR_SPOOL_BYTES is at least a file");
            }
        }

        static Optional<Spool> of(Map<String, String> environment) {
            String directory = environment.getOrDefault("TIDEMARK_COLLECTOR_SPOOL", "");
            return directory.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Spool(
                            Path.of(directory),
                            bytes(environment, "TIDEMARK_COLLECTOR_SPOOL_BYTES", MOST_BYTES),
                            bytes(environment, "TIDEMARK_COLLECTOR_SPOOL_SEGMENT_BYTES", SEGMENT_BYTES)));
        }

        private static long bytes(Map<String, String> environment, String name, long otherwise) {
            String value = environment.get(name);
            return value == null ? otherwise : Long.parseLong(value);
        }
    }

    public static CollectorSettings of(Map<String, String> environment) {
        return new CollectorSettings(
                environment.getOrDefault("TIDEMARK_COLLECTOR_BIND", "127.0.0.1"),
                Integer.parseInt(environment.getOrDefault("TIDEMARK_COLLECTOR_PORT", "8081")),
                environment.getOrDefault("TIDEMARK_KAFKA", "127.0.0.1:19092"),
                URI.create(environment.getOrDefault("TIDEMARK_PORTAL_URL", "http://127.0.0.1:8080")),
                Optional.ofNullable(environment.get("TIDEMARK_INTERNAL_TOKEN_FILE"))
                        .map(Path::of),
                Path.of(environment.getOrDefault("TIDEMARK_HOME", ".tidemark"))
                        .resolve("data/collector/collection.json"),
                Limits.DEFAULT,
                Duration.parse(environment.getOrDefault("TIDEMARK_COLLECTOR_DELIVERY_TIMEOUT", "PT10S")),
                Spool.of(environment));
    }
}
