package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends records once and tells what became of each. Nothing is sent behind a failure, and what was on its way behind one is never stored
 * ({@link EventLog.AfterFailure#STOP}): it would be in Kafka first.
 */
final class Attempt {

    private final EventLog log;
    private final List<Round.Entry> entries;
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pending = new AtomicInteger(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean failed;

    Attempt(EventLog log, List<Round.Entry> entries) {
        this.log = log;
        this.entries = entries;
        this.outcomes = new AtomicReferenceArray<>(entries.size());
    }

    /**
     * What Kafka did not take.
     *
     * @param left to be sent again, in order
     * @param homeless whose topic does not exist, or has others that have to come first
     * @param tooLarge what it never takes
     * @param reason why there is something left
     */
    record Result(
            List<Round.Entry> left,
            List<Round.Entry> homeless,
            List<Round.Entry> tooLarge,
            Optional<ProblemException> reason) {}

    /** @param held topics that nothing may be sent to */
    void send(Predicate<String> held) {
        for (int i = 0; i < entries.size() && !failed; i++) {
            int index = i;
            Round.Entry entry = entries.get(i);
            if (held.test(entry.topic())) {
                missing.add(entry.topic());
            }
            if (!missing.contains(entry.topic())) {
                pending.incrementAndGet();
                log.append(entry.spooled().record(), outcome -> decided(index, outcome));
            }
        }
        arrived();
    }

    private void decided(int index, Outcome outcome) {
        String topic = entries.get(index).topic();
        outcomes.set(index, outcome);
        if (is(outcome, CollectorProblem.TOPIC_MISSING) && log.lacks(topic)) {
            missing.add(topic);
        } else if (outcome instanceof Outcome.Failed && !is(outcome, CollectorProblem.EVENT_TOO_LARGE)) {
            failed = true;
        }
        arrived();
    }

    private void arrived() {
        if (pending.decrementAndGet() == 0) {
            answered.countDown();
        }
    }

    /** Waits a little; whether something is known about each. */
    boolean await(long millis) throws InterruptedException {
        return answered.await(millis, TimeUnit.MILLISECONDS);
    }

    Result result() {
        List<Round.Entry> left = new ArrayList<>();
        List<Round.Entry> homeless = new ArrayList<>();
        List<Round.Entry> tooLarge = new ArrayList<>();
        Optional<ProblemException> reason = Optional.empty();
        for (int i = 0; i < entries.size(); i++) {
            Round.Entry entry = entries.get(i);
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Stored) {
                continue;
            }
            if (outcome != null && is(outcome, CollectorProblem.EVENT_TOO_LARGE)) {
                tooLarge.add(entry);
            } else if (missing.contains(entry.topic())) {
                homeless.add(entry);
            } else {
                left.add(entry);
                if (outcome instanceof Outcome.Failed(ProblemException problem)) {
                    reason = reason.or(() -> Optional.of(problem));
                }
            }
        }
        return new Result(left, homeless, tooLarge, reason);
    }

    private static boolean is(Outcome outcome, CollectorProblem problem) {
        return outcome instanceof Outcome.Failed(ProblemException failure) && failure.problem() == problem;
    }
}
