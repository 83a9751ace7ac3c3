package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its one answer. */
final class Exchange {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final HttpField PROBLEM =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    private static final HttpField OK = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField ANY_ORIGIN = new PreEncodedHttpField("Access-Control-Allow-Origin", "*");
    /** Browsers hide it from pages otherwise. */
    private static final HttpField READABLE =
            new PreEncodedHttpField("Access-Control-Expose-Headers", HttpHeader.RETRY_AFTER.asString());

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final InFlight inFlight;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile int held;
    private volatile boolean entered;

    Exchange(Request request, Response response, Callback callback, InFlight inFlight) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.inFlight = inFlight;
        response.getHeaders().put(ANY_ORIGIN);
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    /** Counts the request as in flight until it is answered; false when there are too many. */
    boolean enter() {
        entered = inFlight.enter();
        return entered;
    }

    /** Counts so many more bytes as in flight until the request is answered; false when there are too many. */
    boolean hold(int more) {
        if (!inFlight.hold(more)) {
            return false;
        }
        held += more;
        return true;
    }

    void answer(int status, byte[] json) {
        write(status, OK, json);
    }

    void answerBytes(String mediaType, byte[] body) {
        write(200, new HttpField(HttpHeader.CONTENT_TYPE, mediaType), body);
    }

    /** That what the sender has is still right. */
    void answerUnchanged() {
        write(304, null, new byte[0]);
    }

    void answer(ProblemException occurrence) {
        Problem problem = occurrence.problem();
        String trace = traceId();
        if (problem == CollectorProblem.COLLECTOR_FAILED) {
            LOG.error("Request {} failed", trace, occurrence.getCause());
        }
        if (problem.status() == 401) {
            response.getHeaders()
                    .put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"tidemark\", Basic realm=\"tidemark\"");
        }
        if ((problem.status() == 503 || problem.status() == 429)
                && !response.getHeaders().contains(HttpHeader.RETRY_AFTER)) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, problem.status() == 503 ? "5" : "1");
        }
        write(problem.status(), PROBLEM, json(ProblemDocument.of(occurrence, trace)));
    }

    /** Anything unforeseen; the sender learns only where to find it. */
    void fail(Throwable cause) {
        answer(new ProblemException(CollectorProblem.COLLECTOR_FAILED).because(cause));
    }

    /** The connection is gone; nobody waits for an answer. */
    void abandon(Throwable cause) {
        if (answered.compareAndSet(false, true)) {
            release();
            callback.failed(cause);
        }
    }

    static byte[] json(Map<String, Object> document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller's trace when it has one (W3C traceparent), else one of ours. */
    String traceId() {
        String parent = request.getHeaders().get("traceparent");
        return parent != null
                        && parent.length() == 55
                        && parent.substring(3, 35).matches("[0-9a-f]{32}")
                ? parent.substring(3, 35)
                : String.format(
                        "%016x%016x",
                        ThreadLocalRandom.current().nextLong(),
                        ThreadLocalRandom.current().nextLong());
    }

    /**
     * @param type null for an answer without a body
     */
    private void write(int status, @Nullable HttpField type, byte[] body) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        response.setStatus(status);
        if (type != null) {
            response.getHeaders().put(type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        if (response.getHeaders().contains(HttpHeader.RETRY_AFTER)) {
            response.getHeaders().put(READABLE);
        }
        response.write(true, ByteBuffer.wrap(body), Callback.from(this::release, callback));
    }

    private void release() {
        if (entered) {
            inFlight.leave(held);
        }
    }
}
