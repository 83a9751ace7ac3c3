package dev.tidemark.quarantine.internal;

import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.Check;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Replay;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the events of replays back, a portion at a time; a portion and what came of it are one transaction, in which no other portal can be
 * at the same replay. When this process dies between the two the portion is sent again, with the same ids, which readers collapse.
 */
public final class ReplayWork {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);

    private final TransactionTemplate transaction;
    private final HeldEvents events;
    private final ReplayBook replays;
    private final Check check;
    private final Clock clock;
    private final int portion;

    public ReplayWork(
            TransactionTemplate transaction,
            HeldEvents events,
            ReplayBook replays,
            Check check,
            Clock clock,
            int portion) {
        this.transaction = transaction;
        this.events = events;
        this.replays = replays;
        this.check = check;
        this.clock = clock;
        this.portion = portion;
    }

    private enum Step {
        GOES_ON,
        STOPS
    }

    /** Works until no replay runs, or one cannot go on at present. */
    public void run() {
        while (transaction.execute(status -> step()) == Step.GOES_ON
                && !Thread.currentThread().isInterrupted()) {
            LOG.debug("A portion of a replay is done");
        }
    }

    private Step step() {
        Optional<Replay> taken = replays.take();
        return taken.isEmpty() ? Step.STOPS : step(taken.get());
    }

    private Step step(Replay replay) {
        List<HeldEvent> next = events.leaving(replay.id(), portion);
        if (next.isEmpty()) {
            replays.end(replay.id(), Replay.State.DONE, clock.instant());
            LOG.info("Replay {} released {} of {} events", replay.id(), replay.released(), replay.total());
            return Step.GOES_ON;
        }
        try {
            Resubmission.Outcome outcome = check.submit(new Resubmission(
                    false,
                    next.stream()
                            .map(event -> Returning.of(event, replay.repair(), replay.byHand()))
                            .toList()));
            int released = 0;
            for (int i = 0; i < next.size(); i++) {
                Resubmission.Result result = outcome.results().get(i);
                events.answered(next.get(i).id(), result, clock.instant());
                released += result.passed() ? 1 : 0;
            }
            replays.progress(replay.id(), released, next.size() - released);
            return Step.GOES_ON;
        } catch (ProblemException e) {
            replays.trouble(replay.id(), e.detail());
            return Step.STOPS;
        }
    }
}
