package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.SourceAccess;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One event per request. */
final class EventsDoor {

    private final DurableLog log;
    private final Tally tally;

    EventsDoor(DurableLog log, Tally tally) {
        this.log = log;
        this.tally = tally;
    }

    void take(Exchange exchange, Admission admission, SourceAccess access, Submission submission) {
        String source = access.source().name();
        switch (admission.decide(submission)) {
            case Verdict.Refuse refuse -> {
                tally.refused(source, refuse.type(), refuse.problem().problem().code());
                exchange.answer(refuse.problem());
            }
            case Verdict.Store store ->
                log.append(store.record(), outcome -> {
                    try {
                        finish(exchange, source, store, outcome);
                    } catch (RuntimeException e) {
                        exchange.fail(e);
                    }
                });
        }
    }

    private void finish(Exchange exchange, String source, Verdict.Store store, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stored _, Outcome.Spooled _ -> {
                tally.stored(source, store);
                exchange.answer(202, Exchange.json(document(exchange, store, outcome)));
            }
            case Outcome.Failed failed -> {
                tally.refused(source, store.type(), failed.problem().problem().code());
                exchange.answer(failed.problem());
            }
        }
    }

    private static Map<String, Object> document(Exchange exchange, Verdict.Store store, Outcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("event_id", store.eventId());
        if (store.generated()) {
            document.put("event_id_generated", true);
        }
        if (outcome instanceof Outcome.Stored(String topic, int partition, long offset)) {
            document.put("topic", topic);
            document.put("partition", partition);
            document.put("offset", offset);
        } else {
            document.put("spooled", true);
        }
        ProblemException quarantined = store.quarantined();
        if (quarantined != null) {
            document.put("quarantined", true);
            document.put("problem", ProblemDocument.of(quarantined, exchange.traceId()));
        }
        return document;
    }
}
