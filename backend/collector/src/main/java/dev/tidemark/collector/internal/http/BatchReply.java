package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.collector.internal.http.Delivery.Result;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** 207 with a result for each event, in the order of the request. */
final class BatchReply implements Delivery.Reply {

    @Override
    public void answer(Exchange exchange, List<Result> results) {
        try {
            exchange.answer(207, document(exchange, results));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] document(Exchange exchange, List<Result> results) throws IOException {
        int rejected = 0;
        int quarantined = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 72 * results.size());
        try (JsonGenerator json = Exchange.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (Result result : results) {
                write(json, exchange, result);
                rejected += result.refusal() == null ? 0 : 1;
                quarantined += result.quarantined() == null ? 0 : 1;
            }
            json.writeEndArray();
            json.writeNumberField("accepted", results.size() - rejected - quarantined);
            json.writeNumberField("rejected", rejected);
            json.writeNumberField("quarantined", quarantined);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Exchange exchange, Result result) throws IOException {
        ProblemException refusal = result.refusal();
        json.writeStartObject();
        json.writeStringField("event_id", result.eventId());
        json.writeNumberField(
                "status", refusal == null ? 202 : refusal.problem().status());
        if (refusal == null && result.generated()) {
            json.writeBooleanField("event_id_generated", true);
        }
        if (result.spooled()) {
            json.writeBooleanField("spooled", true);
        }
        ProblemException shown = refusal == null ? result.quarantined() : refusal;
        if (refusal == null && shown != null) {
            json.writeBooleanField("quarantined", true);
        }
        if (shown != null) {
            json.writePOJOField("problem", ProblemDocument.of(shown, exchange.traceId()));
        }
        json.writeEndObject();
    }
}
