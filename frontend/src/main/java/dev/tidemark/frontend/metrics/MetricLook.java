package dev.tidemark.frontend.metrics;

import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.charts.Buckets;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A way to look at a metric.
 *
 * @param grain of the chart's buckets
 * @param by a dimension to split the chart by; empty for the total
 */
record MetricLook(Catalogs.Entry entry, Period period, String grain, String by) {

    /** The metric over the whole period and by time, asked at the same moment. */
    record Seen(MetricLook look, Answer total, Series series, Instant start, Instant end) {}

    ZoneId zone() {
        return entry.metric().timeZone().orElse(ZoneOffset.UTC);
    }

    Seen ask(Questions questions, Asker asker) {
        Instant now = Instant.now();
        Instant start = Buckets.floor(period.start(now, zone()), grain, zone());
        Instant end = period.end(now, zone());
        String name = entry.metric().name().value();
        MetricQuery base = MetricQuery.of(entry.workspace(), name).withTimeZone(zone().getId());
        Answer total = questions.ask(base.withTimeRange(period.start(now, zone()), end), asker);
        String time = "metric_time__" + grain;
        MetricQuery chart =
                (by.isEmpty() ? base.withGroupBy(time) : base.withGroupBy(time, by)).withTimeRange(start, end);
        Series series = Series.of(
                questions.ask(chart, asker), !by.isEmpty(), entry.metric().label());
        return new Seen(this, total, series, start, end);
    }
}
