package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.Arrival;
import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.admission.SourceAccess;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.configuration.ConfigurationFeed;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.protocol.Segment;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Optional;
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
    private final DurableLog log;
    private final InFlight inFlight;
    private final Tally tally;
    private final CollectorSettings.Limits limits;
    private final Arrivals arrivals;
    private final ActuatorDoor actuator;
    private final ReplayDoor replay;
    private final ScriptDoor script = new ScriptDoor();
    private final EventsDoor events;
    private final Delivery delivery;

    public CollectorHandler(
            ConfigurationFeed feed,
            DurableLog log,
            Meters meters,
            ReplayDoor replay,
            CollectorSettings.Limits limits,
            Arrivals arrivals,
            Executor executor) {
        this.feed = feed;
        this.log = log;
        this.inFlight = meters.inFlight();
        this.tally = meters.tally();
        this.limits = limits;
        this.arrivals = arrivals;
        this.actuator = meters.door();
        this.replay = replay;
        this.events = new EventsDoor(log, tally);
        this.delivery = new Delivery(log, tally, executor);
    }

    /** What is counted and shown about the collector itself. */
    public record Meters(InFlight inFlight, Tally tally, ActuatorDoor door) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback, inFlight);
        try {
            String path = Request.getPathInContext(request);
            switch (path) {
                case "/actuator/health" -> actuator.health(exchange);
                case "/actuator/prometheus" -> actuator.prometheus(exchange);
                case ReplayDoor.PATH -> replay.take(exchange);
                case ScriptDoor.PATH -> script.give(exchange);
                default ->
                    intake(
                            exchange,
                            Door.at(path).orElseThrow(() -> new ProblemException(CollectorProblem.NO_SUCH_DOOR, path)),
                            path);
            }
        } catch (ProblemException problem) {
            BodyReader.refuse(exchange, problem);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
        return true;
    }

    private void intake(Exchange exchange, Door door, String path) {
        Request request = exchange.request();
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            Cors.preflight(exchange, door.method());
            return;
        }
        if (!door.method().equals(request.getMethod())) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, door.method() + ", OPTIONS");
            throw new ProblemException(CollectorProblem.METHOD_NOT_ALLOWED, path, request.getMethod(), door.method());
        }
        long began = System.nanoTime();
        Request.addCompletionListener(
                request,
                failure -> tally.answered(door.path(), exchange.response().getStatus(), System.nanoTime() - began));
        Directory directory =
                feed.directory().orElseThrow(() -> new ProblemException(CollectorProblem.NO_CONFIGURATION));
        Optional<SourceAccess> known = key(request, door).map(directory::source);
        if (known.isEmpty() && door != Door.SEGMENT) {
            throw WriteKey.missing();
        }
        boolean inflate = admitRequest(exchange);
        int most = door == Door.EVENTS || known.isEmpty() ? limits.eventBytes() : limits.batchBytes();
        BodyReader.read(exchange, most, (body, length) -> {
            try {
                byte[] text = inflate ? Gunzip.of(exchange, body, length, most) : body;
                take(exchange, door, path, new Sender(directory, known), text, inflate ? text.length : length);
            } catch (ProblemException problem) {
                exchange.answer(problem);
            }
        });
    }

    private static Optional<String> key(Request request, Door door) {
        Optional<String> header = WriteKey.inHeader(request);
        return door == Door.EVENTS || door == Door.BATCH ? header : header.or(() -> WriteKey.inQuery(request));
    }

    /**
     * @param known empty when the key is in the body
     */
    private record Sender(Directory directory, Optional<SourceAccess> known) {

        SourceAccess access() {
            return known.orElseThrow(WriteKey::missing);
        }

        SourceAccess access(JsonNode body) {
            return known.orElseGet(() -> directory.source(Segment.writeKey(body).orElseThrow(WriteKey::missing)));
        }
    }

    private void take(Exchange exchange, Door door, String path, Sender sender, byte[] body, int length) {
        Request request = exchange.request();
        switch (door) {
            case EVENTS -> {
                if (Bodies.isCloudEventsBatch(request)) {
                    many(exchange, sender, Bodies.many(request, body, length, limits.batchEvents()));
                } else {
                    one(exchange, sender, Bodies.one(request, body, length));
                }
            }
            case BATCH -> {
                boolean ours = Bodies.isLines(request)
                        || Bodies.isCloudEventsBatch(request)
                        || EventJson.firstMember(body, length)
                                .filter(first -> !first.equals("events"))
                                .isEmpty();
                JsonNode other = ours ? null : EventJson.one(body, length).json();
                if (other != null && Segment.isBatch(other)) {
                    segment(exchange, sender, "batch", other);
                } else {
                    many(exchange, sender, Bodies.many(request, body, length, limits.batchEvents()));
                }
            }
            case BEACON -> {
                boolean several = EventJson.firstMember(body, length)
                        .filter("events"::equals)
                        .isPresent();
                if (several) {
                    many(exchange, sender, Bodies.batch(body, length, limits.batchEvents()));
                } else {
                    one(exchange, sender, EventJson.one(body, length));
                }
            }
            case PIXEL -> {
                SourceAccess access = sender.access();
                rate(exchange, access, 1);
                Verdict verdict = admission(exchange, sender, access).decide(Pixel.event(request));
                delivery.take(exchange, access, List.of(verdict), new PixelReply());
            }
            case SEGMENT ->
                segment(
                        exchange,
                        sender,
                        Segment.call(path).orElseThrow(),
                        EventJson.one(body, length).json());
        }
    }

    private void one(Exchange exchange, Sender sender, Submission submission) {
        SourceAccess access = sender.access();
        rate(exchange, access, 1);
        events.take(exchange, admission(exchange, sender, access), access, submission);
    }

    private void many(Exchange exchange, Sender sender, Bodies.Items body) {
        SourceAccess access = sender.access();
        rate(exchange, access, body.items().size());
        Admission admission =
                admission(sender, access, arrivals.of(exchange.request()).withSentAt(body.sentAt()));
        List<Verdict> verdicts =
                body.items().stream().map(item -> item.decided(admission)).toList();
        delivery.take(exchange, access, verdicts, new BatchReply());
    }

    private void segment(Exchange exchange, Sender sender, String call, JsonNode body) {
        SourceAccess access = sender.access(body);
        if (Segment.messages(call, body) > limits.batchEvents()) {
            throw new ProblemException(CollectorProblem.TOO_MANY_EVENTS, limits.batchEvents());
        }
        List<JsonNode> messages = new Segment(arrivals.clock().instant()).events(call, body);
        rate(exchange, access, messages.size());
        Admission admission = admission(exchange, sender, access);
        List<Verdict> verdicts = messages.stream()
                .map(message -> admission.decide(Submission.translated(message, null)))
                .toList();
        delivery.take(exchange, access, verdicts, new SegmentReply());
    }

    private Admission admission(Exchange exchange, Sender sender, SourceAccess access) {
        return admission(sender, access, arrivals.of(exchange.request()));
    }

    private Admission admission(Sender sender, SourceAccess access, Arrival arrival) {
        return new Admission(sender.directory(), access, arrival, limits.eventBytes());
    }

    /** Whether the body has to be inflated. */
    private boolean admitRequest(Exchange exchange) {
        String encoding = exchange.request().getHeaders().get(HttpHeader.CONTENT_ENCODING);
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        if (!plain && !encoding.equalsIgnoreCase("gzip")) {
            throw new ProblemException(CollectorProblem.UNSUPPORTED_ENCODING, encoding);
        }
        Optional<ProblemException> refusal = log.refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (!exchange.enter()) {
            throw new ProblemException(CollectorProblem.COLLECTOR_BUSY);
        }
        return !plain;
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
}
