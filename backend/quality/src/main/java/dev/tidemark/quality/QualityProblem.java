package dev.tidemark.quality;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

/** What can be wrong with a question about freshness. */
public enum QualityProblem implements Problem {
    UNKNOWN_EVENT;

    @Override
    public Owner owner() {
        return Owner.USER;
    }

    @Override
    public int status() {
        return 404;
    }

    @Override
    public String title() {
        return "No store has this event";
    }

    @Override
    public String detail() {
        return "The event {0} is in no real-time table: it was never accepted, is still on its way, or is older than those tables keep.";
    }

    @Override
    public String remedy() {
        return "Check the id; if it was accepted seconds ago, ask again; if it is old, look it up in the raw archive.";
    }
}
