package dev.tidemark.quality;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with a question about freshness. */
public enum QualityProblem implements Problem {
    UNKNOWN_EVENT;

    @Override
    public ProblemText text() {
        return new ProblemText(
                Owner.USER,
                404,
                "No store has this event",
                "The event {0} is in no real-time table: it was never accepted, is still on its way, or is older than those tables keep.",
                "Check the id; if it was accepted seconds ago, ask again; if it is old, look it up in the raw archive.");
    }
}
