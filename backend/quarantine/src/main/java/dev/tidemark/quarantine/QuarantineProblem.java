package dev.tidemark.quarantine;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong with quarantined events. */
public enum QuarantineProblem implements Problem {
    UNKNOWN_CAUSE(
            Owner.USER,
            404,
            "Nothing is in quarantine for that",
            "No quarantined event has the cause {0}.",
            "GET /api/v1/quarantine lists the causes; events that were decided on are forgotten after a while."),
    UNKNOWN_HELD_EVENT(
            Owner.USER,
            404,
            "There is no such event in quarantine",
            "No quarantined event has the number {0}.",
            "GET /api/v1/quarantine/{cause}/events lists a cause's events."),
    UNKNOWN_REPLAY(
            Owner.USER,
            404,
            "There is no such replay",
            "There is no replay {0}.",
            "GET /api/v1/quarantine/replays lists them."),
    BAD_REPAIR(
            Owner.USER,
            400,
            "The repair cannot be understood",
            "The repair has {0}.",
            "Correct the steps that are named; docs/guides/quarantine.md says what there is."),
    NOTHING_HELD(
            Owner.USER,
            409,
            "Nothing waits any more",
            "No event of cause {0} is held; others have been released or discarded, or are leaving.",
            "Look at the cause again."),
    NOT_HELD(
            Owner.USER,
            409,
            "The event does not wait any more",
            "Event {0} is {1}.",
            "Only a held event can be sent back or discarded."),
    REPLAY_REASON_MISSING(
            Owner.USER,
            400,
            "The reason is missing",
            "Sending events back, and discarding them, is written down with a reason.",
            "Say in a few words why."),
    REPLAY_ENDED(
            Owner.USER,
            409,
            "The replay has ended",
            "Replay {0} is {1}.",
            "What it released stays released; what it could not is held again."),
    COLLECTOR_AWAY(
            Owner.EXTERNAL,
            503,
            "The collector does not answer",
            "The collector checks quarantined events, and it did not answer: {0}.",
            "Look at the collector's health and try again; nothing has been sent.");

    private final ProblemText text;

    QuarantineProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
