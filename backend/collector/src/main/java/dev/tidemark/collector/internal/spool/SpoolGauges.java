package dev.tidemark.collector.internal.spool;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be seen of the spool from outside. */
public final class SpoolGauges {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolGauges.class);
    private static final long NONE = -1;

    private final SpoolFiles files;
    private final HeldTopics held;
    private final AtomicLong spooled = new AtomicLong();
    private final AtomicLong drained = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong(NONE);
    private volatile String trouble = "";

    SpoolGauges(SpoolFiles files, HeldTopics held) {
        this.files = files;
        this.held = held;
    }

    void spooled(int records, long at) {
        if (records > 0) {
            spooled.addAndGet(records);
            oldest.compareAndSet(NONE, at);
        }
    }

    void drained(long records) {
        drained.addAndGet(records);
        trouble = "";
    }

    void damaged() {
        damaged.incrementAndGet();
    }

    void oldest(long at) {
        oldest.set(at);
    }

    void emptied() {
        oldest.set(NONE);
        trouble = "";
    }

    void waitsFor(String reason) {
        trouble = reason;
    }

    void failed(Throwable cause) {
        if (!trouble.equals(cause.toString())) {
            LOG.error("The spool cannot be drained; trying again", cause);
        }
        trouble = cause.toString();
    }

    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tidemark.collector.spool", this, SpoolGauges::bytes)
                .baseUnit("bytes")
                .description("Accepted and not in Kafka yet, on disk")
                .register(meters);
        Gauge.builder("tidemark.collector.spool.records", this, SpoolGauges::records)
                .description("Accepted and not in Kafka yet")
                .register(meters);
        Gauge.builder("tidemark.collector.spool.held.records", held, HeldTopics::records)
                .description("Those of them that wait for a topic which does not exist")
                .register(meters);
        Gauge.builder("tidemark.collector.spool.oldest.age", this, SpoolGauges::age)
                .baseUnit("seconds")
                .description("How long the first record in the spool has waited for Kafka; 0 when it is empty")
                .register(meters);
        counter(meters, "spooled", "Records that were accepted into the spool", spooled);
        counter(meters, "drained", "Records of the spool that Kafka has confirmed", drained);
        counter(meters, "damaged", "Stretches of the spool that could not be sent and were set aside", damaged);
    }

    private static void counter(MeterRegistry meters, String name, String description, AtomicLong count) {
        FunctionCounter.builder("tidemark.collector.spool." + name, count, AtomicLong::doubleValue)
                .description(description)
                .register(meters);
    }

    private long bytes() {
        return files.bytes() + held.bytes();
    }

    private long records() {
        return files.records() + held.records();
    }

    /** Milliseconds since the epoch; empty when nothing waits. */
    private OptionalLong since() {
        OptionalLong elsewhere = held.oldest();
        long here = oldest.get();
        return here == NONE
                ? elsewhere
                : OptionalLong.of(elsewhere.isPresent() ? Math.min(here, elsewhere.getAsLong()) : here);
    }

    private double age() {
        OptionalLong since = since();
        return since.isEmpty() ? 0 : Math.max(0, System.currentTimeMillis() - since.getAsLong()) / 1_000.0;
    }

    /** For the health. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("bytes", bytes());
        details.put("records", records());
        since().ifPresent(
                        at -> details.put("oldest_at", Instant.ofEpochMilli(at).toString()));
        if (!held.names().isEmpty()) {
            details.put("held_topics", new TreeSet<>(held.names()));
        }
        details.put("damaged", damaged.get());
        if (!trouble.isEmpty()) {
            details.put("trouble", trouble);
        }
        return details;
    }
}
