package dev.tidemark.collector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * @param enrichment what is worked out about events
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
        Enrichment enrichment,
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

    /** What of a sender's address goes into its events. Its country is found with all of it. */
    public enum KeptAddress {
        FULL,
        /** Its network: /24, or /48 of IPv6. */
        TRUNCATED,
        NONE
    }

    /**
     * @param keptAddress TIDEMARK_COLLECTOR_IP: full, truncated or none
     * @param proxies TIDEMARK_COLLECTOR_PROXIES, networks, with commas between them, whose X-Forwarded-For is believed
     * @param places TIDEMARK_COLLECTOR_PLACES, a file that knows the countries of addresses
     * @param clockTolerance TIDEMARK_COLLECTOR_CLOCK_TOLERANCE, how far a sender's clock may be off before its times are corrected
     */
    public record Enrichment(
            KeptAddress keptAddress, List<String> proxies, Optional<Path> places, Duration clockTolerance) {

        public static final Enrichment DEFAULT = of(Map.of());

        public Enrichment {
            proxies = List.copyOf(proxies);
        }

        private static Enrichment of(Map<String, String> environment) {
            return new Enrichment(
                    KeptAddress.valueOf(environment
                            .getOrDefault("TIDEMARK_COLLECTOR_IP", "truncated")
                            .toUpperCase(Locale.ROOT)),
                    Arrays.stream(environment
                                    .getOrDefault("TIDEMARK_COLLECTOR_PROXIES", "")
                                    .split(","))
                            .map(String::strip)
                            .filter(proxy -> !proxy.isEmpty())
                            .toList(),
                    Optional.ofNullable(environment.get("TIDEMARK_COLLECTOR_PLACES"))
                            .filter(file -> !file.isBlank())
                            .map(Path::of),
                    Duration.parse(environment.getOrDefault("TIDEMARK_COLLECTOR_CLOCK_TOLERANCE", "PT30S")));
        }
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
                Enrichment.of(environment),
                Spool.of(environment));
    }
}
