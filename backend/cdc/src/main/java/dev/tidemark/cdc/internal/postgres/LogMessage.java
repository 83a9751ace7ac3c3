package dev.tidemark.cdc.internal.postgres;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of the {@code pgoutput} protocol, version 1: transactions come whole, in the order in which they were committed. */
public sealed interface LogMessage {

    /**
     * @param commit where its commit stands
     */
    record Begin(Lsn commit, Instant committedAt, int transaction) implements LogMessage {}

    /**
     * @param end the place after it: whoever has confirmed that is not sent the transaction again
     */
    record Commit(Lsn commit, Lsn end) implements LogMessage {}

    record Described(Relation relation) implements LogMessage {}

    record Insert(Relation relation, List<Cell> row) implements LogMessage {
        public Insert {
            row = List.copyOf(row);
        }
    }

    /**
     * @param old the row before, whole with REPLICA IDENTITY FULL, with nothing but the key when that has changed; null otherwise
     */
    record Update(Relation relation, @Nullable List<Cell> old, List<Cell> row) implements LogMessage {
        public Update {
            old = old == null ? null : List.copyOf(old);
            row = List.copyOf(row);
        }
    }

    record Delete(Relation relation, List<Cell> old) implements LogMessage {
        public Delete {
            old = List.copyOf(old);
        }
    }

    record Truncate(List<Relation> relations) implements LogMessage {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** Of no meaning to us: the description of a type, where a transaction came from, what an application wrote into the log. */
    record Other(char kind) implements LogMessage {}
}
