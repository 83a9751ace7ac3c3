package dev.tidemark.collector.internal.spool;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be seen of the spool from outside. */
public final class SpoolGauges {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolGauges.class);
    private static final long NONE = -1;

    private final SpoolFiles files;
    private final AtomicLong spooled = new AtomicLong();
    private final AtomicLong drained = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong(NONE);
    private volatile String trouble = "";

    SpoolGauges(SpoolFiles files) {
        this.files = files;
    }

    void spooled(int records, long at) {
        spooled.addAndGet(records);
        oldest.compareAndSet(NONE, at);
        trouble = "";
    }

    void drained(int records) {
        drained.addAndGet(records);
        trouble = "";
    }

    /** How many there are with this one. */
    long damaged() {
        return damaged.incrementAndGet();
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

    void failed(Exception cause) {
        if (trouble.isEmpty()) {
            LOG.error("The spool fails", cause);
        }
        trouble = cause.toString();
    }

    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tidemark.collector.spool", files, SpoolFiles::bytes)
                .baseUnit("bytes")
                .description("Accepted and not in Kafka yet, on disk")
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

    private double age() {
        long since = oldest.get();
        return since == NONE ? 0 : Math.max(0, System.currentTimeMillis() - since) / 1_000.0;
    }

    /** For the health. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("bytes", files.bytes());
        long since = oldest.get();
        if (since != NONE) {
            details.put("oldest_at", Instant.ofEpochMilli(since).toString());
        }
        details.put("damaged", damaged.get());
        if (!trouble.isEmpty()) {
            details.put("trouble", trouble);
        }
        return details;
    }
}
