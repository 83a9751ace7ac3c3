package dev.tidemark.frontend;

import dev.tidemark.frontend.quarantine.QuarantineDesk;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.QuarantineProblem;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.RepairDocument;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.router.Asker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Placed orders whose items came as text; a repair that casts them lets two of three pass. */
public final class FakeQuarantine implements QuarantineDesk {

    static final String ITEMS = "00000000000000aa";
    private static final Instant NOW = Instant.now();
    private static final Fault PLACE = new Fault(
            "/properties/items", "found text, expected a whole number between -2147483648 and 2147483647 (int)");
    private static final String ORIGINAL =
            "{\"event_id\":\"e-1\",\"type\":\"order_placed\",\"properties\":{\"items\":\"three\",\"lines\":[]}}";

    private final List<Replay> replays = new ArrayList<>();

    void reset() {
        replays.clear();
    }

    @Override
    public List<Cause> causes() {
        return List.of(cause(ITEMS));
    }

    @Override
    public Cause cause(String id) {
        if (!id.equals(ITEMS)) {
            throw new ProblemException(QuarantineProblem.UNKNOWN_CAUSE, id);
        }
        return new Cause(
                ITEMS,
                "orders",
                Optional.of("order_placed"),
                "invalid-event",
                List.of(PLACE),
                List.of("partner-feed"),
                new Cause.Counts(3L - 2 * replays.size(), 0, 2L * replays.size(), 0),
                NOW.minusSeconds(60),
                NOW);
    }

    @Override
    public List<HeldEvent> events(String cause, Asker asker) {
        return List.of(new HeldEvent(
                1,
                ITEMS,
                "orders",
                "partner-feed",
                "e-1",
                NOW,
                2,
                "1 fault",
                List.of(
                        new Fault("/properties/items", "found text \"three\", expected a whole number"),
                        new Fault("/properties/amount", "missing, expected a decimal")),
                ORIGINAL,
                HeldEvent.State.HELD,
                Optional.empty()));
    }

    @Override
    public Rehearsal rehearse(String cause, Repair repair, Asker asker) {
        boolean casts = RepairDocument.write(repair).contains("\"cast\"");
        return new Rehearsal(
                3,
                casts ? 2 : 0,
                List.of(new Rehearsal.Remaining("invalid-event", List.of(PLACE), casts ? 1 : 3)),
                List.of(new Rehearsal.Sample(
                        1, "e-1", ORIGINAL, ORIGINAL.replace("\"three\"", "3"), casts, "", List.of())));
    }

    @Override
    public Rehearsal rehearse(long id, String event, Asker asker) {
        return new Rehearsal(
                1, 1, List.of(), List.of(new Rehearsal.Sample(1, "e-1", ORIGINAL, event, true, "", List.of())));
    }

    @Override
    public Replay replay(String cause, Repair repair, String reason, Asker asker) {
        if (reason.isBlank()) {
            throw new ProblemException(QuarantineProblem.REPLAY_REASON_MISSING);
        }
        Replay replay = new Replay(
                7,
                ITEMS,
                repair,
                Optional.empty(),
                asker.user(),
                reason,
                Replay.State.DONE,
                3,
                2,
                1,
                "",
                NOW,
                Optional.of(NOW));
        replays.add(replay);
        return replay;
    }

    @Override
    public Replay replay(long id, String event, String reason, Asker asker) {
        return replay(ITEMS, Repair.NOTHING, reason, asker);
    }

    @Override
    public void discard(String cause, String reason, Asker asker) {
        throw new ProblemException(QuarantineProblem.NOTHING_HELD, cause);
    }

    @Override
    public List<Replay> replays(String cause) {
        return List.copyOf(replays);
    }

    @Override
    public void cancel(long replay, Asker asker) {
        throw new ProblemException(QuarantineProblem.REPLAY_ENDED, replay, "done");
    }
}
