package dev.tidemark.lake;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with a table of the lake. */
public enum LakeProblem implements Problem {
    UNREADABLE_DELETES(
            Owner.EXTERNAL,
            409,
            "Another engine wrote deletes that only Trino can read",
            "{0} has {1} deletes in {2}.",
            "Rewrite the table in the engine that wrote them (ALTER TABLE … EXECUTE optimize), or ask it through Trino."),
    INCOMPATIBLE_TABLE(
            Owner.USER,
            409,
            "The table cannot take this shape",
            "{0} cannot become what the transform makes now: {1}.",
            "Keep the column's type, or give the transform a new name."),
    PUBLISH_CONFLICT(
            Owner.EXTERNAL,
            409,
            "Somebody else wrote the table meanwhile",
            "{0} moved while a new version was being checked, so the version was not published.",
            "Nothing was lost: the next run starts from the table as it is now.");

    private final ProblemText text;

    LakeProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
