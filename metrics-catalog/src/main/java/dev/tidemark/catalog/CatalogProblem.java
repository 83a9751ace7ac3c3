package dev.tidemark.catalog;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with definitions and with the names in questions. */
public enum CatalogProblem implements Problem {
    INVALID_DEFINITIONS(
            422,
            "The semantic definitions cannot be used",
            "{0} has {1} faults; the first: {2}",
            "Correct the places listed in errors; each says what to write."),
    UNKNOWN_WORKSPACE(404, "There is no such workspace", "There is no workspace {0}.", "Use one of: {1}."),
    UNKNOWN_METRIC(404, "There is no such metric", "The workspace {0} has no metric {1}.", "{2}"),
    UNKNOWN_SAVED_QUERY(404, "There is no such saved query", "The workspace {0} has no saved query {1}.", "{2}"),
    UNKNOWN_DIMENSION(422, "The metric has no such dimension", "{0} cannot be grouped or filtered by {1}.", "{2}"),
    AMBIGUOUS_DIMENSION(
            422,
            "The name leads to more than one place",
            "From the rows of {0}, {1} leads to the models {2}.",
            "Name the model after the entity: {3}."),
    UNTOLD_TIME(
            422,
            "The time cannot be told like this",
            "{0} {1}",
            "Group by metric_time, or ask for one of the usual grains."),
    FAN_OUT(
            422,
            "The join would count rows more than once",
            "{0} cannot be grouped or filtered by {1}: the entity {2} is no key of {3}, so one row would meet several.",
            "Ask for a metric of {3} beside this one, grouped by {2}; or make {2} a primary or unique entity of a model that has the dimension."),
    OVER_BRIDGE(
            422,
            "The way leads over a bridge that this cannot pass",
            "{0} cannot be grouped or filtered by {1}: {2}.",
            "{3}"),
    BAD_FILTER(
            422,
            "The filter cannot be read",
            "At character {0} of the filter {1}: {2}",
            "Write a condition such as {{ Dimension('order__country') }} = 'France' or order__country = 'France'.");

    private final ProblemText text;

    CatalogProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
