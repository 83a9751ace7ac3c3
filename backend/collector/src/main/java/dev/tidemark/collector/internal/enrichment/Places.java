package dev.tidemark.collector.internal.enrichment;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Knows where networks are. Safe for many threads; answers within microseconds, out of memory or a mapped file. */
interface Places extends AutoCloseable {

    Places NONE = address -> Optional.empty();

    /** The full address goes in; nothing of it is kept. */
    Optional<Place> of(InetAddress address);

    @Override
    default void close() throws IOException {}

    /**
     * What a file knows: a database of MaxMind's format ({@code .mmdb}), or a table of networks ({@code .csv}, {@code .tsv}).
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is something else; says where
     */
    static Places in(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".mmdb")) {
            return MaxMindPlaces.in(file);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return NetworkTable.in(file);
        }
        throw new IllegalArgumentException(file + " is neither .mmdb nor .csv nor .tsv");
    }
}
