package dev.tidemark.cdc.internal.postgres;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of {@code pgoutput}, protocol version 1 (PostgreSQL's documentation, “Logical Replication Message Formats”). Remembers the
 * tables that it has been told of, so it serves one connection. Not thread-safe.
 */
public final class PgOutput {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** What events can tell: years of four digits. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** A column's flags, the zero behind its name, its type and its modifier. */
    private static final int SHORTEST_COLUMN = 10;

    private final Map<Integer, Relation> relations = new HashMap<>();

    /**
     * @throws IllegalArgumentException when this is no such message; what was announced and is not there has taken no memory
     */
    public LogMessage read(ByteBuffer in) {
        try {
            return message(in);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The log sent a message that ends too early", e);
        }
    }

    private LogMessage message(ByteBuffer in) {
        char kind = (char) in.get();
        return switch (kind) {
            case 'B' -> new LogMessage.Begin(new Lsn(in.getLong()), time(in), in.getInt());
            case 'C' -> commit(in);
            case 'R' -> described(in);
            case 'I' -> insert(in);
            case 'U' -> update(in);
            case 'D' -> delete(in);
            case 'T' -> truncate(in);
            case 'Y', 'O', 'M' -> new LogMessage.Other(kind);
            default -> throw new IllegalArgumentException("The log sent a message of unknown kind “" + kind + "”");
        };
    }

    private static LogMessage commit(ByteBuffer in) {
        in.get();
        return new LogMessage.Commit(new Lsn(in.getLong()), new Lsn(in.getLong()));
    }

    private LogMessage described(ByteBuffer in) {
        int id = in.getInt();
        String schema = text(in);
        String table = text(in);
        in.get();
        int count = count(in, in.getShort(), SHORTEST_COLUMN);
        List<Relation.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            in.get();
            String name = text(in);
            columns.add(new Relation.Column(name, in.getInt(), in.getInt()));
        }
        Relation relation = new Relation(id, schema.isEmpty() ? "pg_catalog" : schema, table, columns);
        relations.put(id, relation);
        return new LogMessage.Described(relation);
    }

    private LogMessage insert(ByteBuffer in) {
        Relation relation = relation(in.getInt());
        expect(in.get(), 'N');
        return new LogMessage.Insert(relation, row(relation, in));
    }

    private LogMessage update(ByteBuffer in) {
        Relation relation = relation(in.getInt());
        byte which = in.get();
        @Nullable List<Cell> old = null;
        if (which == 'K' || which == 'O') {
            old = row(relation, in);
            which = in.get();
        }
        expect(which, 'N');
        return new LogMessage.Update(relation, old, row(relation, in));
    }

    private LogMessage delete(ByteBuffer in) {
        Relation relation = relation(in.getInt());
        in.get();
        return new LogMessage.Delete(relation, row(relation, in));
    }

    private LogMessage truncate(ByteBuffer in) {
        int announced = in.getInt();
        in.get();
        int count = count(in, announced, Integer.BYTES);
        List<Relation> emptied = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            emptied.add(relation(in.getInt()));
        }
        return new LogMessage.Truncate(emptied);
    }

    private Relation relation(int id) {
        Relation relation = relations.get(id);
        if (relation == null) {
            throw new IllegalArgumentException("The log names table " + id + " without having described it");
        }
        return relation;
    }

    private static List<Cell> row(Relation relation, ByteBuffer in) {
        int count = in.getShort();
        if (count != relation.columns().size()) {
            throw new IllegalArgumentException("The log sent a row of " + count + " values for " + relation.qualified()
                    + ", which it said has " + relation.columns().size() + " columns");
        }
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte kind = in.get();
            cells.add(
                    switch (kind) {
                        case 'n' -> Cell.NULL;
                        case 'u' -> Cell.UNCHANGED;
                        case 't' -> new Cell.Text(text(in, in.getInt()));
                        default ->
                            throw new IllegalArgumentException(
                                    "The log sent a value of unknown kind “" + (char) kind + "”");
                    });
        }
        return cells;
    }

    private static void expect(byte found, char wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException("The log sent “" + (char) found + "” where “" + wanted + "” belongs");
        }
    }

    /**
     * @param each bytes that each of them takes at least
     */
    private static int count(ByteBuffer in, int announced, int each) {
        if (announced < 0 || announced > in.remaining() / each) {
            throw new IllegalArgumentException("The log announced " + announced + " parts in a message that has "
                    + in.remaining() + " bytes left");
        }
        return announced;
    }

    private static Instant time(ByteBuffer in) {
        Instant time = EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
        if (time.isAfter(LATEST) || time.getEpochSecond() < 0) {
            throw new IllegalArgumentException("The database's clock says " + time + ", which no event can tell");
        }
        return time;
    }

    private static String text(ByteBuffer in, int announced) {
        byte[] bytes = new byte[count(in, announced, 1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in) {
        int end = in.position();
        while (in.get(end) != 0) {
            end++;
        }
        String text = text(in, end - in.position());
        in.get();
        return text;
    }
}
