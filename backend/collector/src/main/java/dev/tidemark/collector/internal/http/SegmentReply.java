package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.http.Delivery.Result;
import dev.tidemark.problems.ProblemDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What libraries for Segment's API expect: 200 with success, or 400, upon which they do not send again. */
final class SegmentReply implements Delivery.Reply {

    @Override
    public void answer(Exchange exchange, List<Result> results) {
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Result result : results) {
            if (result.refusal() != null) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("messageId", result.eventId());
                error.put("problem", ProblemDocument.of(result.refusal(), exchange.traceId()));
                errors.add(error);
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("success", errors.isEmpty());
        if (!errors.isEmpty()) {
            document.put(
                    "message",
                    errors.size() + " of " + results.size() + " messages were refused; the others are stored");
            document.put("errors", errors);
        }
        exchange.answer(errors.isEmpty() ? 200 : 400, Exchange.json(document));
    }
}
