package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.SourceAccess;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Many events per request, each with its own result. When Kafka did not confirm one of them the whole answer is 503, because senders look
 * at the status and would forget the batch on any 2xx; sending it again is safe.
 */
final class BatchDoor {

    private final EventLog log;
    private final Tally tally;
    private final Executor executor;

    BatchDoor(EventLog log, Tally tally, Executor executor) {
        this.log = log;
        this.tally = tally;
        this.executor = executor;
    }

    void take(Exchange exchange, SourceAccess access, List<Verdict> verdicts) {
        AtomicReferenceArray<@Nullable Outcome> outcomes = new AtomicReferenceArray<>(verdicts.size());
        AtomicInteger pending = new AtomicInteger(1);
        Runnable done = () -> {
            if (pending.decrementAndGet() == 0) {
                executor.execute(() -> finish(exchange, access, verdicts, outcomes));
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
            AtomicReferenceArray<@Nullable Outcome> outcomes) {
        try {
            count(access.source().name(), verdicts, outcomes);
            ProblemException unconfirmed = unconfirmed(outcomes);
            if (unconfirmed == null) {
                exchange.answer(207, results(exchange, verdicts, outcomes));
            } else {
                exchange.answer(unconfirmed);
            }
        } catch (IOException | RuntimeException e) {
            exchange.fail(e);
        }
    }

    /** What stands against calling the batch taken: the first event that should be in Kafka and may not be. */
    private static @Nullable ProblemException unconfirmed(AtomicReferenceArray<@Nullable Outcome> outcomes) {
        for (int i = 0; i < outcomes.length(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failed(ProblemException problem)
                    && problem.problem() != CollectorProblem.EVENT_TOO_LARGE) {
                return problem;
            }
        }
        return null;
    }

    private void count(String source, List<Verdict> verdicts, AtomicReferenceArray<@Nullable Outcome> outcomes) {
        for (int i = 0; i < verdicts.size(); i++) {
            switch (verdicts.get(i)) {
                case Verdict.Refuse refuse ->
                    tally.refused(
                            source, refuse.type(), refuse.problem().problem().code());
                case Verdict.Store store -> {
                    if (outcomes.get(i) instanceof Outcome.Failed(ProblemException problem)) {
                        tally.refused(source, store.type(), problem.problem().code());
                    } else {
                        tally.stored(source, store);
                    }
                }
            }
        }
    }

    private static byte[] results(
            Exchange exchange, List<Verdict> verdicts, AtomicReferenceArray<@Nullable Outcome> outcomes)
            throws IOException {
        int accepted = 0;
        int rejected = 0;
        int quarantined = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 72 * verdicts.size());
        try (JsonGenerator json = Exchange.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (int i = 0; i < verdicts.size(); i++) {
                Verdict verdict = verdicts.get(i);
                ProblemException refusal = refusal(verdict, outcomes.get(i));
                boolean set = verdict instanceof Verdict.Store store && store.quarantined() != null;
                write(json, exchange, verdict, refusal);
                rejected += refusal == null ? 0 : 1;
                quarantined += refusal == null && set ? 1 : 0;
                accepted += refusal == null && !set ? 1 : 0;
            }
            json.writeEndArray();
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("rejected", rejected);
            json.writeNumberField("quarantined", quarantined);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static @Nullable ProblemException refusal(Verdict verdict, @Nullable Outcome outcome) {
        return switch (verdict) {
            case Verdict.Refuse refuse -> refuse.problem();
            case Verdict.Store store -> outcome instanceof Outcome.Failed(ProblemException problem) ? problem : null;
        };
    }

    private static void write(
            JsonGenerator json, Exchange exchange, Verdict verdict, @Nullable ProblemException refusal)
            throws IOException {
        json.writeStartObject();
        String id = verdict instanceof Verdict.Store store ? store.eventId() : ((Verdict.Refuse) verdict).eventId();
        json.writeStringField("event_id", id);
        json.writeNumberField(
                "status", refusal == null ? 202 : refusal.problem().status());
        ProblemException shown = refusal;
        if (refusal == null && verdict instanceof Verdict.Store store) {
            if (store.generated()) {
                json.writeBooleanField("event_id_generated", true);
            }
            shown = store.quarantined();
            if (shown != null) {
                json.writeBooleanField("quarantined", true);
            }
        }
        if (shown != null) {
            json.writePOJOField("problem", ProblemDocument.of(shown, exchange.traceId()));
        }
        json.writeEndObject();
    }
}
