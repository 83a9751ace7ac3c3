package dev.tidemark.pipelines.transforms;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with a transform or its run. */
public enum TransformProblem implements Problem {
    UNKNOWN_TRANSFORM(
            Owner.USER,
            404,
            "There is no such transform",
            "No workspace defines a transform named {0}.",
            "GET /api/v1/transforms lists them."),
    TRANSFORM_CYCLE(
            Owner.USER,
            422,
            "Transforms read each other in a circle",
            "These transforms wait for each other: {0}.",
            "Break the circle: one of them must read something else."),
    TRANSFORM_INPUT_MISSING(
            Owner.USER,
            409,
            "A table that a transform reads has nothing yet",
            "{0} reads {1}, which does not exist or was never written.",
            "It runs as soon as the table is written; check the name if it should be there."),
    TRANSFORM_SHAPE(
            Owner.USER,
            422,
            "The SELECT does not fit its materialization",
            "{0}: {1}.",
            "Change the SELECT, the key, effective_time or time_column so that they fit together."),
    DUPLICATE_KEYS(
            Owner.USER,
            422,
            "Several rows have the same key",
            "{0} makes {1} rows too many for its key {2}.",
            "Choose one row per key in the SELECT, for example with ROW_NUMBER() … = 1."),
    CHECK_FAILED(
            Owner.USER,
            422,
            "A check failed, so nothing was published",
            "{0} would break what it promises: {1}.",
            "Look at the rows on the branch 'audit' of the table; correct the data, the SELECT or the check."),
    TRANSFORM_FAILED(
            Owner.INTERNAL,
            500,
            "A transform could not be computed",
            "{0} failed: {1}",
            "It is tried again by itself; when it stays so, report it with the run's id.");

    private final ProblemText text;

    TransformProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
