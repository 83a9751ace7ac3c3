package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.configuration.ConfigurationFeed;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Pulse;
import dev.tidemark.collector.internal.spool.SpooledLog;
import dev.tidemark.problems.ProblemException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Health and metrics, for this machine only. */
public final class ActuatorDoor {

    private final ConfigurationFeed feed;
    private final EventLog log;
    private final Optional<SpooledLog> spool;
    private final Pulse pulse;
    private final PrometheusMeterRegistry meters;

    public ActuatorDoor(
            ConfigurationFeed feed,
            EventLog log,
            Optional<SpooledLog> spool,
            Pulse pulse,
            PrometheusMeterRegistry meters) {
        this.feed = feed;
        this.log = log;
        this.spool = spool;
        this.pulse = pulse;
        this.meters = meters;
    }

    void health(Exchange exchange) {
        onlyFromHere(exchange);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("configuration", configuration());
        components.put("kafka", component(log.reachable(), Map.of("missing_topics", pulse.missing())));
        boolean accepts = spool.map(known -> known.trouble().isEmpty()).orElse(log.reachable());
        spool.ifPresent(known -> components.put("spool", spool(known)));
        boolean up = feed.directory().isPresent() && accepts;
        Map<String, Object> document = component(up, Map.of());
        document.put("components", components);
        exchange.answer(up ? 200 : 503, Exchange.json(document));
    }

    private static Map<String, Object> spool(SpooledLog spool) {
        Map<String, Object> details = spool.gauges().details();
        Optional<ProblemException> trouble = spool.trouble();
        trouble.ifPresent(problem -> details.put("refuses", reason(problem)));
        return component(trouble.isEmpty(), details);
    }

    private static String reason(ProblemException problem) {
        return problem.getCause() == null ? problem.detail() : problem.detail() + " " + problem.getCause();
    }

    private Map<String, Object> configuration() {
        Optional<Directory> directory = feed.directory();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", directory.isEmpty() ? "nowhere" : feed.trouble().isEmpty() ? "portal" : "copy");
        directory.ifPresent(known -> {
            details.put("version", known.config().version());
            details.put("unusable", known.unusable());
        });
        feed.confirmedAt().map(Instant::toString).ifPresent(at -> details.put("confirmed_at", at));
        if (!feed.trouble().isEmpty()) {
            details.put("portal", feed.trouble());
        }
        return component(directory.isPresent(), details);
    }

    private static Map<String, Object> component(boolean up, Map<String, Object> details) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("status", up ? "UP" : "DOWN");
        if (!details.isEmpty()) {
            component.put("details", details);
        }
        return component;
    }

    void prometheus(Exchange exchange) {
        onlyFromHere(exchange);
        exchange.answerBytes(
                "text/plain; version=0.0.4; charset=utf-8", meters.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static void onlyFromHere(Exchange exchange) {
        Request request = exchange.request();
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress())) {
            throw new ProblemException(CollectorProblem.NO_SUCH_DOOR, Request.getPathInContext(request));
        }
    }
}
