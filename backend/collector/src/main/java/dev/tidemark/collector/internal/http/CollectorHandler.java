package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.Arrival;
import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.admission.SourceAccess;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.configuration.ConfigurationFeed;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.problems.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the door, lets the sender in or not, reads the body and hands over. Never blocks. */
public final class CollectorHandler extends Handler.Abstract.NonBlocking {

    private final ConfigurationFeed feed;
    private final EventLog log;
    private final InFlight inFlight;
    private final Tally tally;
    private final CollectorSettings.Limits limits;
    private final InstantSource clock;
    private final ActuatorDoor actuator;
    private final EventsDoor events;
    private final BatchDoor batch;

    public CollectorHandler(
            ConfigurationFeed feed,
            EventLog log,
            Meters meters,
            CollectorSettings.Limits limits,
            InstantSource clock,
            Executor executor) {
        this.feed = feed;
        this.log = log;
        this.inFlight = meters.inFlight();
        this.tally = meters.tally();
        this.limits = limits;
        this.clock = clock;
        this.actuator = meters.door();
        this.events = new EventsDoor(log, tally);
        this.batch = new BatchDoor(log, tally, executor);
    }

    /** What is counted and shown about the collector itself. */
    public record Meters(InFlight inFlight, Tally tally, ActuatorDoor door) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback, inFlight);
        try {
            switch (Request.getPathInContext(request)) {
                case "/v1/events" -> intake(exchange, "/v1/events");
                case "/v1/batch" -> intake(exchange, "/v1/batch");
                case "/actuator/health" -> actuator.health(exchange);
                case "/actuator/prometheus" -> actuator.prometheus(exchange);
                default ->
                    BodyReader.refuse(
                            exchange,
                            new ProblemException(CollectorProblem.NO_SUCH_DOOR, Request.getPathInContext(request)));
            }
        } catch (ProblemException problem) {
            BodyReader.refuse(exchange, problem);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
        return true;
    }

    private void intake(Exchange exchange, String path) {
        Request request = exchange.request();
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            Cors.preflight(exchange);
            return;
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, "POST, OPTIONS");
            throw new ProblemException(CollectorProblem.METHOD_NOT_ALLOWED, path, request.getMethod(), "POST");
        }
        long began = System.nanoTime();
        Request.addCompletionListener(
                request, failure -> tally.answered(path, exchange.response().getStatus(), System.nanoTime() - began));
        Directory directory =
                feed.directory().orElseThrow(() -> new ProblemException(CollectorProblem.NO_CONFIGURATION));
        SourceAccess access = directory.source(WriteKey.of(request));
        admitRequest(exchange);
        boolean single = path.equals("/v1/events");
        BodyReader.read(exchange, single ? limits.eventBytes() : limits.batchBytes(), (body, length) -> {
            try {
                Admission admission = new Admission(directory, access, arrival(request), limits.eventBytes());
                if (single) {
                    rate(exchange, access, 1);
                    events.take(exchange, admission, access, body, length);
                } else {
                    List<Submission> submissions = EventJson.batch(body, length, limits.batchEvents());
                    rate(exchange, access, submissions.size());
                    batch.take(exchange, access, decide(admission, submissions));
                }
            } catch (ProblemException problem) {
                exchange.answer(problem);
            }
        });
    }

    private void admitRequest(Exchange exchange) {
        String encoding = exchange.request().getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(CollectorProblem.UNSUPPORTED_ENCODING, encoding);
        }
        if (!log.reachable()) {
            throw new ProblemException(CollectorProblem.KAFKA_UNAVAILABLE, "no broker is reachable");
        }
        if (!exchange.enter()) {
            throw new ProblemException(CollectorProblem.COLLECTOR_BUSY);
        }
    }

    private static void rate(Exchange exchange, SourceAccess access, int events) {
        long wait = access.admit(events);
        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("RateLimit-Limit", access.source().eventsPerSecond());
        headers.put("RateLimit-Remaining", access.bucket().left());
        headers.put("RateLimit-Reset", Math.max(1, wait));
        if (wait > 0) {
            headers.put(HttpHeader.RETRY_AFTER, wait);
            throw new ProblemException(
                    CollectorProblem.RATE_LIMITED,
                    access.source().name(),
                    access.source().eventsPerSecond());
        }
    }

    private static List<Verdict> decide(Admission admission, List<Submission> submissions) {
        List<Verdict> verdicts = new ArrayList<>(submissions.size());
        for (Submission submission : submissions) {
            verdicts.add(admission.decide(submission));
        }
        return verdicts;
    }

    private Arrival arrival(Request request) {
        return Arrival.of(
                clock.instant(),
                Request.getRemoteAddr(request),
                request.getHeaders().get(HttpHeader.USER_AGENT));
    }
}
