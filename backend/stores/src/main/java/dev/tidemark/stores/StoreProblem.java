package dev.tidemark.stores;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a store does not answer. */
public enum StoreProblem implements Problem {
    UNKNOWN_TABLE(
            Owner.USER,
            404,
            "The store has no such table",
            "The {0} store has no table {1}.",
            "Name a table that exists, or wait for the pipeline or transform that creates it."),
    UNKNOWN_COLUMN(
            Owner.USER,
            422,
            "The table has no such column",
            "The {0} store does not know a column of this query: {1}",
            "Name a column of the table; its binding in the semantic model maps logical to physical names."),
    VALUES_DO_NOT_FIT(
            Owner.USER,
            422,
            "The values do not fit what is done with them",
            "The {0} store cannot compute this with the values it has: {1}",
            "Compare a dimension with values of its own kind: text in single quotes, numbers without. If the question has no filter that does otherwise, an"
                    + " expression of its metrics or dimensions does."),
    UNKNOWN_SNAPSHOT(
            Owner.RESOURCES,
            410,
            "The snapshot is not kept any more",
            "{0} has no snapshot {1} any more.",
            "Ask again without pinning the snapshot; snapshots are kept for about a day."),
    INVALID_STORE_QUERY(
            Owner.INTERNAL,
            500,
            "The store cannot read this query",
            "The {0} store refused the query: {1}",
            "Report it with the trace id: generated SQL must always be valid."),
    UNSUPPORTED_VALUE(
            Owner.INTERNAL,
            500,
            "A value has a type that answers cannot carry",
            "The {0} store returned {1} for the column {2}, which has no exact form in an answer.",
            "Cast the column in the transform or the metric to a string, number, boolean, date or timestamp."),
    STORE_BUSY(
            Owner.RESOURCES,
            503,
            "The store is busy",
            "All {1} slots of the {0} store were taken for {2}.",
            "Ask again in a moment, narrow the time range, or give the store more slots."),
    STORE_TIMEOUT(
            Owner.RESOURCES,
            504,
            "The store took too long",
            "The {0} store did not answer within {1}; the query was cancelled.",
            "Narrow the time range, ask for fewer dimensions, or allow more time."),
    STORE_CANCELLED(
            Owner.USER,
            499,
            "The query was cancelled",
            "The query in the {0} store was cancelled by its caller.",
            "Ask again."),
    TOO_MANY_ROWS(
            Owner.USER,
            422,
            "The answer has too many rows",
            "The answer of the {0} store has more than {1} rows; part of an answer would be a wrong answer.",
            "Add a filter or a limit, use a coarser grain, or export instead."),
    STORE_OUT_OF_MEMORY(
            Owner.RESOURCES,
            503,
            "The store ran out of memory",
            "The {0} store needs more than its {1} for this query.",
            "Narrow the time range, ask for fewer distinct groups, or give the store more memory."),
    UNAVAILABLE(
            Owner.EXTERNAL,
            503,
            "The store is away",
            "The {0} store cannot be reached: {1}",
            "Wait a moment; ./tidemark status shows which engine is away and why.") {
        @Override
        public String code() {
            return "store-unavailable";
        }
    };

    private final ProblemText text;

    StoreProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
