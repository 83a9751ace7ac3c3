package dev.tidemark.quarantine;

import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.internal.HeldEvents;
import dev.tidemark.quarantine.internal.ReplayBook;
import dev.tidemark.quarantine.internal.Returning;
import dev.tidemark.quarantine.internal.Wrongness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is in quarantine, and what people do with it. An event leaves once: a replay claims the held events it is started with, and what it
 * releases is never held again. Thread-safe; several portals may share the database.
 */
public final class Quarantine {

    private static final int SAMPLES = 3;
    private static final int MOST_LISTED = 500;

    private final TransactionTemplate transaction;
    private final HeldEvents events;
    private final ReplayBook replays;
    private final Check check;
    private final QuarantineSettings settings;
    private final Clock clock;

    Quarantine(
            TransactionTemplate transaction,
            HeldEvents events,
            ReplayBook replays,
            Check check,
            QuarantineSettings settings,
            Clock clock) {
        this.transaction = transaction;
        this.events = events;
        this.replays = replays;
        this.check = check;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Causes that have events, those with the most held ones first.
     *
     * @param family empty for all
     */
    public List<Cause> causes(Optional<String> family) {
        return events.causes(family);
    }

    /**
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_CAUSE}
     */
    public Cause cause(String id) {
        return events.cause(id).orElseThrow(() -> new ProblemException(QuarantineProblem.UNKNOWN_CAUSE, id));
    }

    /**
     * A cause's events, the newest first.
     *
     * @param state empty for all
     * @param before only events with a smaller number, to turn the page; {@code Long.MAX_VALUE} for the first
     * @param most at most 500
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_CAUSE}
     */
    public List<HeldEvent> events(String cause, Optional<HeldEvent.State> state, long before, int most) {
        return events.of(cause(cause).id(), state, before, Math.clamp(most, 1, MOST_LISTED));
    }

    /**
     * The newest held events of a type, of whatever cause.
     *
     * @param most at most 500
     */
    public List<HeldEvent> held(String eventType, int most) {
        return events.held(eventType, Math.clamp(most, 1, MOST_LISTED));
    }

    /** Sources that have events which wait for somebody. */
    public List<WaitingSource> waiting() {
        return events.waiting();
    }

    /**
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_HELD_EVENT}
     */
    public HeldEvent event(long id) {
        return events.event(id).orElseThrow(() -> new ProblemException(QuarantineProblem.UNKNOWN_HELD_EVENT, id));
    }

    /**
     * Tries a repair on a cause's newest held events. Nothing is sent and nothing changes.
     *
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_CAUSE}, {@link QuarantineProblem#NOTHING_HELD} or
     *     {@link QuarantineProblem#COLLECTOR_AWAY}
     */
    public Rehearsal rehearse(String cause, Repair repair) {
        List<HeldEvent> held =
                events.of(cause(cause).id(), Optional.of(HeldEvent.State.HELD), Long.MAX_VALUE, settings.rehearsed());
        if (held.isEmpty()) {
            throw new ProblemException(QuarantineProblem.NOTHING_HELD, cause);
        }
        return rehearsal(held, repair, Optional.empty());
    }

    /**
     * Tries an event as somebody has written it.
     *
     * @param byHand JSON; what is no JSON is refused like any event that does not fit
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_HELD_EVENT} or {@link QuarantineProblem#COLLECTOR_AWAY}
     */
    public Rehearsal rehearse(long event, String byHand) {
        return rehearsal(List.of(event(event)), Repair.NOTHING, Optional.of(byHand));
    }

    private Rehearsal rehearsal(List<HeldEvent> held, Repair repair, Optional<String> byHand) {
        List<Resubmission.Event> repaired =
                held.stream().map(event -> Returning.of(event, repair, byHand)).toList();
        List<Resubmission.Result> results = new ArrayList<>();
        for (int from = 0; from < repaired.size(); from += settings.portion()) {
            int to = Math.min(repaired.size(), from + settings.portion());
            results.addAll(check.submit(new Resubmission(true, repaired.subList(from, to)))
                    .results());
        }
        Map<Rehearsal.Remaining, Integer> remaining = new LinkedHashMap<>();
        List<Rehearsal.Sample> samples = new ArrayList<>();
        int passed = 0;
        for (int i = 0; i < held.size(); i++) {
            Resubmission.Result result = results.get(i);
            if (result.passed()) {
                passed++;
            } else {
                String reason = Objects.requireNonNullElse(result.code(), "");
                remaining.merge(
                        new Rehearsal.Remaining(reason, Wrongness.places(reason, result.faults()), 0), 1, Integer::sum);
            }
            if (i < SAMPLES) {
                samples.add(sample(held.get(i), repaired.get(i), result));
            }
        }
        return new Rehearsal(
                held.size(),
                passed,
                remaining.entrySet().stream()
                        .sorted(Map.Entry.<Rehearsal.Remaining, Integer>comparingByValue()
                                .reversed())
                        .map(each -> new Rehearsal.Remaining(
                                each.getKey().reason(), each.getKey().places(), each.getValue()))
                        .toList(),
                samples);
    }

    private static Rehearsal.Sample sample(HeldEvent event, Resubmission.Event repaired, Resubmission.Result result) {
        List<Fault> faults = result.faults();
        return new Rehearsal.Sample(
                event.id(),
                event.eventId(),
                Returning.pretty(Returning.original(event)),
                Returning.pretty(repaired.event()),
                result.passed(),
                Objects.requireNonNullElse(result.detail(), ""),
                faults);
    }

    /**
     * Begins to send all held events of a cause back, repaired. What arrives later is not part of it.
     *
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_CAUSE}, {@link QuarantineProblem#NOTHING_HELD} or
     *     {@link QuarantineProblem#REPLAY_REASON_MISSING}
     */
    public Replay replay(String cause, Repair repair, String by, String reason) {
        Cause known = cause(cause);
        return begin(known.id(), Optional.empty(), repair, null, by, reason)
                .orElseThrow(() -> new ProblemException(QuarantineProblem.NOTHING_HELD, cause));
    }

    /**
     * Begins to send one event back as somebody has written it.
     *
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_HELD_EVENT}, {@link QuarantineProblem#NOT_HELD} or
     *     {@link QuarantineProblem#REPLAY_REASON_MISSING}
     */
    public Replay replay(long event, String byHand, String by, String reason) {
        HeldEvent known = event(event);
        return begin(known.cause(), Optional.of(event), Repair.NOTHING, byHand, by, reason)
                .orElseThrow(() -> notHeld(event));
    }

    private Optional<Replay> begin(
            String cause, Optional<Long> event, Repair repair, @Nullable String byHand, String by, String reason) {
        requireReason(reason);
        return Objects.requireNonNull(transaction.execute(status -> {
            long id = replays.open(cause, repair, byHand, by, reason.strip(), clock.instant());
            int claimed = events.claim(cause, event, id);
            if (claimed == 0) {
                status.setRollbackOnly();
                return Optional.<Replay>empty();
            }
            replays.total(id, claimed);
            return replays.find(id);
        }));
    }

    /**
     * The newest first.
     *
     * @param cause empty for all
     */
    public List<Replay> replays(Optional<String> cause) {
        return replays.list(cause, MOST_LISTED);
    }

    /**
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_REPLAY}
     */
    public Replay replay(long id) {
        return replays.find(id).orElseThrow(() -> new ProblemException(QuarantineProblem.UNKNOWN_REPLAY, id));
    }

    /**
     * Stops a replay; waits for the portion that is being sent.
     *
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_REPLAY} or {@link QuarantineProblem#REPLAY_ENDED}
     */
    public Replay cancel(long id) {
        replay(id);
        transaction.executeWithoutResult(status -> {
            if (!replays.end(id, Replay.State.CANCELLED, clock.instant())) {
                throw new ProblemException(
                        QuarantineProblem.REPLAY_ENDED, id, replay(id).state().word());
            }
            events.putBack(id);
        });
        return replay(id);
    }

    /**
     * Decides against all held events of a cause. They can be looked at until they are forgotten.
     *
     * @return how many
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_CAUSE}, {@link QuarantineProblem#NOTHING_HELD} or
     *     {@link QuarantineProblem#REPLAY_REASON_MISSING}
     */
    public int discard(String cause, String by, String reason) {
        requireReason(reason);
        int discarded = events.discard(cause(cause).id(), Optional.empty(), by, reason.strip(), clock.instant());
        if (discarded == 0) {
            throw new ProblemException(QuarantineProblem.NOTHING_HELD, cause);
        }
        return discarded;
    }

    /**
     * Decides against one event.
     *
     * @throws ProblemException {@link QuarantineProblem#UNKNOWN_HELD_EVENT}, {@link QuarantineProblem#NOT_HELD} or
     *     {@link QuarantineProblem#REPLAY_REASON_MISSING}
     */
    public void discard(long event, String by, String reason) {
        requireReason(reason);
        HeldEvent known = event(event);
        if (events.discard(known.cause(), Optional.of(event), by, reason.strip(), clock.instant()) == 0) {
            throw notHeld(event);
        }
    }

    /** Forgets what has waited, or been decided, for longer than the settings say. */
    public int forget() {
        return events.forget(
                clock.instant().minus(settings.keepHeld()), clock.instant().minus(settings.keepDecided()));
    }

    private ProblemException notHeld(long event) {
        return new ProblemException(
                QuarantineProblem.NOT_HELD, event, event(event).state().word());
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new ProblemException(QuarantineProblem.REPLAY_REASON_MISSING).withFault("/reason", "missing");
        }
    }
}
