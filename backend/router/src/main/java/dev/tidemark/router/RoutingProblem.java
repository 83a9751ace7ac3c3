package dev.tidemark.router;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a question gets no answer. */
public enum RoutingProblem implements Problem {
    NO_METRIC_ASKED(
            Owner.USER,
            422,
            "The question names no metric",
            "{0}",
            "Name at least one metric; GET /api/v1/metrics lists them. Values alone are asked for by group_by."),
    BAD_TIME_RANGE(
            Owner.USER,
            422,
            "The time range is empty",
            "The time range starts at {0} and ends at {1}.",
            "Let it start before it ends; the start is included, the end is not."),
    BAD_TIME_ZONE(
            Owner.USER,
            422,
            "There is no such time zone",
            "{0} is not a time zone.",
            "Use an IANA name such as Europe/London, or UTC."),
    UNKNOWN_ORDER(
            Owner.USER,
            422,
            "The order names no column of the answer",
            "The answer has no column {0} to order by.",
            "Order by one of: {1}; a leading - means descending."),
    BAD_ALIAS(
            Owner.USER,
            422,
            "A column cannot be called so",
            "No column of the answer can be called “{0}”: {1}.",
            "Give each column that is asked for a name of its own: letters, digits, spaces and _, at most 128 of them."),
    BAD_COMPARISON(
            Owner.USER,
            422,
            "The comparison cannot be made",
            "It cannot be compared: {0}.",
            "Write previous_period (with a time range), same_period_last_year, or a length of time such as 7 days."),
    BAD_LIMIT(
            Owner.USER,
            422,
            "The limit is not positive",
            "The limit is {0}.",
            "Ask for at least one row, or leave limit out."),
    BAD_DEMAND(
            Owner.USER,
            422,
            "The demand is none that an answer could meet",
            "“{0}” is {1}, which {2}.",
            "Correct it, or leave it out."),
    NO_TIME(
            Owner.USER,
            422,
            "The metric has no time",
            "{0} rests on {1}, whose rows have no time, and {2} was asked for.",
            "Leave out “time_range” and “compare”, or give the measure an agg_time_dimension."),
    VALUES_WITH_METRICS(
            Owner.USER,
            422,
            "Only a question without metrics asks for values",
            "“values” is {0}, which {1}.",
            "Leave out “metrics”, “order_by”, “limit” and “compare”, or leave out “values”."),
    BAD_QUESTION(
            Owner.USER,
            400,
            "The question cannot be read",
            "The body is not a question: {0}",
            "Send JSON as in the API description, with “metrics” at least."),
    NO_STORE_CAN_ANSWER(
            Owner.USER,
            409,
            "No store can answer this exactly",
            "{0} cannot be answered: {1}",
            "Drop what is missing from the question, or bind the semantic model to a store that has it."),
    ROUTE_REFUSED(
            Owner.USER,
            409,
            "The route asked for cannot answer this exactly",
            "The {0} store cannot answer {1}: {2}",
            "Leave the route to auto, or change the question so that this store holds all of it."),
    NO_FRESH_ENOUGH_STORE(
            Owner.USER,
            409,
            "No store is fresh enough",
            "{0} asked for at most {1}; the freshest way ({2}) {3}.",
            "Allow a larger max_staleness, or look at the freshness page for what holds it up."),
    GAP_BETWEEN_STORES(
            Owner.EXTERNAL,
            503,
            "Nothing holds a part of the time range",
            "{0}: {1} The answer would be too small, so it is refused.",
            "Ask for a range that one store holds, or wait until the batch store has caught up."),
    OVER_BUDGET(
            Owner.USER,
            409,
            "The answer would cost more than the budget",
            "The cheapest way ({0}) is estimated at {1} {2}; the budget is {3}.",
            "Raise the budget, narrow the time range, or allow an older answer."),
    NOT_COMPLETE_ENOUGH(
            Owner.EXTERNAL,
            409,
            "The answer is not complete enough",
            "{0} of the known rows are in the answer ({1} late rows are pending); at least {2} were demanded.",
            "Ask again after the next batch run, or accept less."),
    TOO_MANY_DISTINCT_VALUES(
            Owner.RESOURCES,
            422,
            "Too many distinct values to merge between stores",
            "Counting {0} across two stores needs more than {1} distinct values.",
            "Narrow the time range or the filters, or force one store that holds the whole range."),
    QUESTION_TIMEOUT(
            Owner.RESOURCES,
            504,
            "The question took too long",
            "The stores did not answer within {0}; the queries were cancelled.",
            "Narrow the time range or ask for fewer groups."),
    QUESTION_CANCELLED(Owner.USER, 499, "The question was cancelled", "The caller went away.", "Ask again."),
    EXPORT_TOO_LARGE(
            Owner.USER,
            422,
            "The export is too large",
            "The export cannot be made: {0}.",
            "Export it in parts, month by month for instance, or with a coarser grain; the real-time store gives less than the others."),
    EXPORTS_BUSY(
            Owner.RESOURCES,
            503,
            "Too many exports run",
            "{0} exports run already, and no more may.",
            "Ask again when one of them has ended."),
    EXPORT_BROKEN(
            Owner.INTERNAL,
            500,
            "The export broke off",
            "The export broke off after {0} rows: {1}",
            "Throw the part of the file away and export again; its receipt says what went out."),
    UNKNOWN_RECEIPT(
            Owner.USER,
            404,
            "There is no such receipt",
            "There is no receipt {0}.",
            "Receipts are kept for {1} days; ask the question again."),
    UNKNOWN_ROLLUP(
            Owner.USER,
            404,
            "There is no such rollup",
            "There is no rollup {0}.",
            "GET /api/v1/rollups lists them; a rollup is named by its workspace and the id of its binding.");

    private final ProblemText text;

    RoutingProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
