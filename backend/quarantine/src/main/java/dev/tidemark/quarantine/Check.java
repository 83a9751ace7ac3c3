package dev.tidemark.quarantine;

import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.ProblemException;

/** What decides whether an event fits, and stores it when it does: the collector. */
@FunctionalInterface
public interface Check {

    /**
     * A result for each event, in their order. Sending the same events again, because nobody knows whether they were stored, is safe.
     *
     * @throws ProblemException {@link QuarantineProblem#COLLECTOR_AWAY} when it says nothing about any of them
     */
    Resubmission.Outcome submit(Resubmission events);
}
