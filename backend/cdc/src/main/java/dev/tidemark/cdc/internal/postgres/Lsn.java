package dev.tidemark.cdc.internal.postgres;

import java.util.Locale;
import org.postgresql.replication.LogSequenceNumber;

/** A place in a database's log. Places are compared as unsigned numbers; later is greater. */
public record Lsn(long value) implements Comparable<Lsn> {

    /**
     * @param text as PostgreSQL writes it, {@code 16/B374D848}
     */
    public static Lsn of(String text) {
        return new Lsn(LogSequenceNumber.valueOf(text).asLong());
    }

    LogSequenceNumber number() {
        return LogSequenceNumber.valueOf(value);
    }

    /** Sixteen digits, so that the text sorts as the places do. */
    public String hex() {
        return String.format(Locale.ROOT, "%016X", value);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** As PostgreSQL writes it. */
    @Override
    public String toString() {
        return number().asString();
    }
}
