package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.admission.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what became of events and how long requests took. */
public final class Tally {

    private final MeterRegistry meters;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Door, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String source, String type, String outcome) {}

    private record Door(String path, int status) {}

    public Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    void stored(String source, Verdict.Store event) {
        count(source, event.type(), event.quarantined() == null ? "accepted" : "quarantined");
    }

    /**
     * @param code of the problem that the sender was told
     */
    void refused(String source, String type, String code) {
        count(source, type, code);
    }

    void answered(String path, int status, long nanos) {
        timers.computeIfAbsent(
                        new Door(path, status),
                        door -> Timer.builder("tidemark.collector.requests")
                                .description("Time from a request's head to its answer")
                                .tag("path", path)
                                .tag("status", Integer.toString(status))
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofMillis(1))
                                .maximumExpectedValue(Duration.ofSeconds(15))
                                .register(meters))
                .record(Duration.ofNanos(nanos));
    }

    private void count(String source, String type, String outcome) {
        counters.computeIfAbsent(
                        new Key(source, type, outcome),
                        key -> Counter.builder("tidemark.collector.events")
                                .description("Events by what became of them")
                                .tag("source", source)
                                .tag("type", type)
                                .tag("outcome", outcome)
                                .register(meters))
                .increment();
    }
}
