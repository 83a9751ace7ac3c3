package dev.tidemark.cdc.internal.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How far the capture of a database has come, beside what its slot remembers.
 *
 * @param incarnation of the slot; another one is another stream of changes
 * @param slotMade whether the slot has been made: if it is missing then, changes have been missed
 * @param tables by qualified name
 */
public record Progress(String incarnation, boolean slotMade, Map<String, Table> tables) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * How far the reading of a table has come.
     *
     * @param generation tells readings of the same table apart
     * @param clears whether what was known of the table before is void
     * @param key columns whose values {@code after} has; empty in what was written before they were kept
     * @param after the key of the last row that is safe in the log, as PostgreSQL writes it; empty before the first
     * @param rows that have been read
     * @param done whether all that was there has been read; from then on the table is followed in the log
     */
    public record Table(
            String generation, boolean clears, List<String> key, List<String> after, long rows, boolean done) {

        /**
         * @throws NullPointerException when nothing says which reading it is of
         */
        public Table {
            Objects.requireNonNull(generation);
            key = key == null ? List.of() : List.copyOf(key);
            after = List.copyOf(after);
        }

        static Table begin(boolean clears) {
            return new Table(random(), clears, List.of(), List.of(), 0, false);
        }

        /** Whether reading by this key may go on where it stopped: rows that are behind it by one key may be before it by another. */
        boolean goesOnBy(List<String> columns) {
            return after.isEmpty() || (key.isEmpty() ? after.size() == columns.size() : key.equals(columns));
        }

        Table upTo(List<String> columns, List<String> values, long more) {
            return new Table(generation, clears, columns, values, rows + more, false);
        }

        Table complete(long more) {
            return new Table(generation, false, List.of(), List.of(), rows + more, true);
        }
    }

    /**
     * @throws NullPointerException when nothing says which stream it is of
     */
    public Progress {
        Objects.requireNonNull(incarnation);
        tables = Map.copyOf(tables);
    }

    static Progress begin() {
        return new Progress(random(), false, Map.of());
    }

    Progress withSlot() {
        return new Progress(incarnation, true, tables);
    }

    Progress with(String table, Table progress) {
        Map<String, Table> next = new TreeMap<>(tables);
        next.put(table, progress);
        return new Progress(incarnation, slotMade, next);
    }

    /** For tables that are captured no more: captured again, they are read again. */
    Progress withOnly(List<String> captured) {
        Map<String, Table> next = new TreeMap<>(tables);
        next.keySet().retainAll(captured);
        return new Progress(incarnation, slotMade, next);
    }

    private static String random() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UncheckedIOException when it is nothing that we have written
     */
    static Progress parse(byte[] json) {
        try {
            Progress progress = JSON.readValue(json, Progress.class);
            if (progress == null) {
                throw new IOException("null");
            }
            return progress;
        } catch (IOException e) {
            throw new UncheckedIOException("The progress of a capture cannot be read", e);
        }
    }
}
