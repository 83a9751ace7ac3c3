package dev.tidemark.definitions;

import java.util.List;

/** What must hold for a table before it is published. */
public sealed interface Check {

    /** None of the columns is null in any row. */
    record NotNull(List<String> columns) implements Check {
        public NotNull {
            columns = List.copyOf(columns);
        }
    }

    /** No two rows have the same values in all of the columns. */
    record Unique(List<String> columns) implements Check {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /** The column holds nothing but these values, or null. */
    record Accepted(String column, List<String> values) implements Check {
        public Accepted {
            values = List.copyOf(values);
        }
    }

    /** The table has at least this many rows. */
    record AtLeast(long rows) implements Check {}
}
