package dev.tidemark.cdc.internal.http;

import dev.tidemark.cdc.internal.capture.CaptureStatus;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The captures' figures for Prometheus, as they are when it asks. */
final class CaptureMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Supplier<List<CaptureStatus>> captures;
    private final List<Figure> figures;

    private record Figure(MultiGauge gauge, Function<CaptureStatus, @Nullable Number> of) {}

    CaptureMetrics(Supplier<List<CaptureStatus>> captures) {
        this.captures = captures;
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        garbage.bindTo(meters);
        this.figures = List.of(
                figure(
                        "following",
                        "",
                        "1 while the log is followed",
                        it -> it.state() == CaptureStatus.State.FOLLOWING ? 1 : 0),
                figure("events", "", "Events written since the start", CaptureStatus::events),
                figure("quarantined", "", "Changes put into quarantine since the start", CaptureStatus::quarantined),
                figure("retained", "bytes", "Log that the database keeps for us", CaptureStatus::retainedBytes),
                figure("behind", "bytes", "Log that is not captured yet", CaptureStatus::behindBytes),
                figure(
                        "behind.time",
                        "seconds",
                        "Since the commit of the earliest transaction that is not captured yet",
                        CaptureStatus::behindSeconds));
    }

    private Figure figure(String name, String unit, String text, Function<CaptureStatus, @Nullable Number> of) {
        MultiGauge.Builder gauge = MultiGauge.builder("tidemark.cdc." + name).description(text);
        return new Figure((unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(meters), of);
    }

    synchronized String scrape() {
        List<CaptureStatus> now = captures.get();
        for (Figure figure : figures) {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (CaptureStatus capture : now) {
                Number value = figure.of().apply(capture);
                if (value != null) {
                    rows.add(MultiGauge.Row.of(
                            Tags.of("workspace", capture.workspace(), "source", capture.source()), value));
                }
            }
            figure.gauge().register(rows, true);
        }
        return meters.scrape();
    }

    @Override
    public void close() {
        garbage.close();
    }
}
