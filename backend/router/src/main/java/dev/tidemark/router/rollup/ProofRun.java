package dev.tidemark.router.rollup;

import java.util.List;

/** What became of asking a rollup and the rows it sums up the same. */
public sealed interface ProofRun {

    /**
     * Both said the same.
     *
     * @param metrics for which they were asked
     * @param groups how many buckets and combinations of values there were, over all of the metrics
     */
    record Agreed(List<String> metrics, long groups) implements ProofRun {
        public Agreed {
            metrics = List.copyOf(metrics);
        }
    }

    /** They did not; what differs, in numbers of groups and never in values. */
    record Differed(String what) implements ProofRun {}

    /** They could not be compared as they are now. */
    record NotCompared(String why) implements ProofRun {}
}
