package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.SourceAccess;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of one request on and tells when Kafka has said something about each. When Kafka did not confirm one of them the whole
 * answer is 503, because senders look at the status and would forget the batch on any 2xx; sending it again is safe.
 */
final class Delivery {

    private final DurableLog log;
    private final Tally tally;
    private final Executor executor;

    Delivery(DurableLog log, Tally tally, Executor executor) {
        this.log = log;
        this.tally = tally;
        this.executor = executor;
    }

    /**
     * What became of one event.
     *
     * @param refusal null when it is stored
     * @param spooled whether it is stored on this machine's disk, not yet in Kafka
     */
    record Result(Verdict verdict, @Nullable ProblemException refusal, boolean spooled) {

        @Nullable String eventId() {
            return switch (verdict) {
                case Verdict.Store store -> store.eventId();
                case Verdict.Refuse refuse -> refuse.eventId();
            };
        }

        boolean generated() {
            return verdict instanceof Verdict.Store store && store.generated();
        }

        /** Why it is in quarantine; null when it is not. */
        @Nullable ProblemException quarantined() {
            return refusal == null && verdict instanceof Verdict.Store store ? store.quarantined() : null;
        }
    }

    /** Answers in the shape of a door, when every event is stored or refused for a reason of its own. */
    interface Reply {
        void answer(Exchange exchange, List<Result> results);
    }

    void take(Exchange exchange, SourceAccess access, List<Verdict> verdicts, Reply reply) {
        AtomicReferenceArray<@Nullable Outcome> outcomes = new AtomicReferenceArray<>(verdicts.size());
        AtomicInteger pending = new AtomicInteger(1);
        Runnable done = () -> {
            if (pending.decrementAndGet() == 0) {
                executor.execute(() -> finish(exchange, access, verdicts, outcomes, reply));
            }
        };
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Store store) {
                int index = i;
                pending.incrementAndGet();
                log.append(store.record(), outcome -> {
                    outcomes.set(index, outcome);
                    done.run();
                });
            }
        }
        done.run();
    }

    private void finish(
            Exchange exchange,
            SourceAccess access,
            List<Verdict> verdicts,
            AtomicReferenceArray<@Nullable Outcome> outcomes,
            Reply reply) {
        try {
            List<Result> results = new ArrayList<>(verdicts.size());
            for (int i = 0; i < verdicts.size(); i++) {
                Outcome outcome = outcomes.get(i);
                results.add(new Result(
                        verdicts.get(i), refusal(verdicts.get(i), outcome), outcome instanceof Outcome.Spooled));
            }
            results.forEach(result -> count(access.source().name(), result));
            ProblemException unconfirmed = unconfirmed(outcomes);
            if (unconfirmed == null) {
                reply.answer(exchange, results);
            } else {
                exchange.answer(unconfirmed);
            }
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private static @Nullable ProblemException refusal(Verdict verdict, @Nullable Outcome outcome) {
        return switch (verdict) {
            case Verdict.Refuse refuse -> refuse.problem();
            case Verdict.Store store -> outcome instanceof Outcome.Failed(ProblemException problem) ? problem : null;
        };
    }

    /** What stands against calling the request taken: the first event that should be in Kafka and may not be. */
    private static @Nullable ProblemException unconfirmed(AtomicReferenceArray<@Nullable Outcome> outcomes) {
        for (int i = 0; i < outcomes.length(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failed(ProblemException problem)
                    && problem.problem() != CollectorProblem.EVENT_TOO_LARGE) {
                return problem;
            }
        }
        return null;
    }

    private void count(String source, Result result) {
        String type = switch (result.verdict()) {
            case Verdict.Store store -> store.type();
            case Verdict.Refuse refuse -> refuse.type();
        };
        if (result.refusal() != null) {
            tally.refused(source, type, result.refusal().problem().code());
        } else if (result.verdict() instanceof Verdict.Store store) {
            tally.stored(source, store);
        }
    }
}
