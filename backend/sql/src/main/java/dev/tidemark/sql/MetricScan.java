package dev.tidemark.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the rows of a table, maybe with others joined to it, that groups and aggregates them. The columns of its
 * result are the keys, then the aggregates.
 *
 * @param relation the table whose rows are aggregated
 * @param joins tables that each add at most one row to a row
 * @param bridges what adds at most one row to a row for each group
 * @param conditions all hold for a row that counts
 * @param selection which of the rows that fulfil the conditions are aggregated
 * @param limit more rows than that are not wanted; written into the SQL
 */
public record MetricScan(
        Relation relation,
        List<JoinedRelation> joins,
        List<BridgedRelation> bridges,
        List<Key> keys,
        List<Aggregate> aggregates,
        List<Condition> conditions,
        Selection selection,
        int limit) {

    public MetricScan {
        joins = List.copyOf(joins);
        bridges = List.copyOf(bridges);
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
        conditions = List.copyOf(conditions);
    }

    /** A scan that leads over no bridge. */
    public MetricScan(
            Relation relation,
            List<JoinedRelation> joins,
            List<Key> keys,
            List<Aggregate> aggregates,
            List<Condition> conditions,
            Selection selection,
            int limit) {
        this(relation, joins, List.of(), keys, aggregates, conditions, selection, limit);
    }

    /** The same scan with other conditions and another selection. */
    public MetricScan with(List<Condition> newConditions, Selection newSelection) {
        return new MetricScan(relation, joins, bridges, keys, aggregates, newConditions, newSelection, limit);
    }

    /** Which rows are aggregated, of those that fulfil the conditions. */
    public sealed interface Selection {

        /** All of them. */
        record All() implements Selection {}

        /**
         * Of each partition those at its first or last time; rows without a time never.
         *
         * @param last the last time, else the first
         */
        record Edge(Key time, boolean last, List<Key> partition) implements Selection {
            public Edge {
                partition = List.copyOf(partition);
            }
        }

        /**
         * Rows of a second table, each joined to the latest row of the first that led to it. Aggregates are over the second
         * table, keys over the first.
         *
         * @param converted the second table
         * @param joins to the second table
         * @param conditions on the second table
         * @param same pairs of values that must be equal: of the first table and of the second
         * @param time of the first table, in its buckets
         * @param convertedTime of the second table, in its buckets
         * @param within how long before at most; empty for any time before
         * @param zone by whose calendar the window is counted
         */
        record Converted(
                Relation converted,
                List<JoinedRelation> joins,
                List<Condition> conditions,
                List<Pair> same,
                Operand time,
                Operand convertedTime,
                Optional<Window> within,
                ZoneId zone)
                implements Selection {
            public Converted {
                joins = List.copyOf(joins);
                conditions = List.copyOf(conditions);
                same = List.copyOf(same);
            }
        }
    }

    /** Two values that must be equal. */
    public record Pair(Value first, Value second) {}

    /** A length of time by the calendar: so many days, months … */
    public record Window(int count, Grain grain) {}

    /**
     * A table under an alias.
     *
     * @param columns those of the table
     * @param physical the column that a logical name stands for, where they differ
     */
    public record Relation(String alias, SqlTable table, List<SqlColumn> columns, Map<String, String> physical) {
        public Relation {
            columns = List.copyOf(columns);
            physical = Map.copyOf(physical);
        }
    }

    /**
     * A relation whose row fits when both values are equal; without a fitting row its columns are null.
     *
     * @param validity when the row must hold, for a table with versions
     * @param partitions what else must be equal, for tables that are only joined within a partition
     * @param both whether its rows that fit nothing are kept too
     */
    public record JoinedRelation(
            Relation relation,
            Value left,
            Value right,
            Optional<Validity> validity,
            List<Partition> partitions,
            boolean both) {
        public JoinedRelation {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * What a table that connects many with many says of each of its keys: one row for each key and group, so that a row joined to
     * it meets each group once. Without a row for its key the columns are null.
     *
     * @param alias of its columns, which are the labels of groups and marks, and {@link #WEIGHT}
     * @param relation the table
     * @param joins to it, each of which adds at most one row to a row
     * @param conditions on its rows
     * @param left of the relations joined before
     * @param right the key, of {@code relation}
     * @param groups that are told apart
     * @param marks what the scan's conditions ask
     * @param weight what part of a row each row of the table gives
     */
    public record BridgedRelation(
            String alias,
            Relation relation,
            List<JoinedRelation> joins,
            List<Condition> conditions,
            Value left,
            Value right,
            List<Key> groups,
            List<Mark> marks,
            Optional<Weight> weight) {

        /** The column of the weights' sum. */
        public static final String WEIGHT = "w";

        public BridgedRelation {
            joins = List.copyOf(joins);
            conditions = List.copyOf(conditions);
            groups = List.copyOf(groups);
            marks = List.copyOf(marks);
        }
    }

    /** Whether a group has a row that fulfils all conditions. */
    public record Mark(String label, List<Condition> conditions) {
        public Mark {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @param value of one row
     * @param conditions that rows fulfil whose weight counts
     */
    public record Weight(Value value, List<Condition> conditions) {
        public Weight {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @param left of the relations joined before
     * @param right of the joined relation
     */
    public record Partition(Operand left, Operand right) {}

    /**
     * A version holds at a time when it starts at or before it and ends after it, or never.
     *
     * @param at of the relations joined before
     */
    public record Validity(Value at, Value start, Value end) {}

    /** An expression over the logical columns of one relation. */
    public record Value(String alias, SqlExpression expression) {}

    /** Something to group by; what is of a bridge is in its bucket already. */
    public record Key(String label, Value value, Optional<Bucket> bucket) {}

    /** Time buckets by the calendar of a zone. */
    public record Bucket(Grain grain, ZoneId zone) {}

    /**
     * @param value what is aggregated; empty for {@link Function#ROWS}
     * @param shares aliases of the bridges by whose weights it is shared out; of rows, counts and sums only
     */
    public record Aggregate(String label, Function function, Optional<Value> value, List<String> shares) {
        public Aggregate {
            shares = List.copyOf(shares);
        }

        /** Of whole rows. */
        public Aggregate(String label, Function function, Optional<Value> value) {
            this(label, function, value, List.of());
        }
    }

    /** What every engine can compute exactly. */
    public enum Function {
        /** How many rows. */
        ROWS,
        /** How many rows have a value. */
        COUNT,
        SUM,
        MIN,
        MAX,
        /** How many different values, the absent value not counted. */
        COUNT_DISTINCT,
        /** How many rows have no value; only asked of engines whose aggregates do not skip absent values. */
        COUNT_NULLS
    }

    /** What a row must fulfil. */
    public sealed interface Condition {

        /** A condition over the columns of one relation, from a definition. */
        record Rows(Value value) implements Condition {}

        /**
         * A condition over names, from a person. Its constants become parameters.
         *
         * @param names what each name stands for
         * @param zone in which dates and times without a zone are meant
         */
        record Named(SqlExpression expression, Map<String, Operand> names, ZoneId zone) implements Condition {
            public Named {
                names = Map.copyOf(names);
            }
        }

        /**
         * An instant in a half-open span.
         *
         * @param from inclusive; null for no lower bound
         * @param to exclusive; null for no upper bound
         */
        record Within(
                Value time,
                @Nullable Instant from,
                @Nullable Instant to) implements Condition {}

        /**
         * A date in a half-open span.
         *
         * @param from inclusive; null for no lower bound
         * @param to exclusive; null for no upper bound
         */
        record Days(
                Value date,
                @Nullable LocalDate from,
                @Nullable LocalDate to) implements Condition {}

        /** A value that is there. */
        record Present(Value value) implements Condition {}

        /**
         * A mark of a bridge.
         *
         * @param absent whether it holds for a row that the bridge knows nothing of
         */
        record Marked(String bridge, String mark, boolean absent) implements Condition {}

        /** At least one of several sets of conditions holds as a whole. */
        record AnyOf(List<List<Condition>> sets) implements Condition {
            public AnyOf {
                sets = sets.stream().map(List::copyOf).toList();
            }
        }
    }

    /** What a name in a condition stands for. */
    public record Operand(Value value, Optional<Bucket> bucket) {}
}
