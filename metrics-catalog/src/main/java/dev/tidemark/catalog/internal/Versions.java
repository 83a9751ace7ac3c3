package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives each metric the version {@code <declared>+<fingerprint>}. The fingerprint covers everything that decides its value: its
 * definition, that of its inputs and measures, and all filters; wording, owner and place leave it alone.
 */
final class Versions {

    private static final int DIGITS = 8;

    private Versions() {}

    static List<Metric> stamp(List<Metric> metrics, Map<String, MeasureUse> measures) {
        Map<MetricName, Metric> byName = new TreeMap<>();
        metrics.forEach(metric -> byName.put(metric.name(), metric));
        return metrics.stream()
                .map(metric ->
                        metric.withVersion(metric.version() + "+" + fingerprint(meaning(metric, byName, measures))))
                .toList();
    }

    private static String meaning(Metric metric, Map<MetricName, Metric> byName, Map<String, MeasureUse> measures) {
        String body = switch (metric.definition()) {
            case MetricDefinition.Simple simple -> simple(simple, measures);
            case MetricDefinition.Ratio ratio ->
                input(ratio.numerator(), byName, measures) + "/" + input(ratio.denominator(), byName, measures);
            case MetricDefinition.Derived derived ->
                derived.expression()
                        + derived.inputs().stream()
                                .map(input -> input.alias() + "=" + input(input, byName, measures))
                                .collect(Collectors.joining(";"));
            case MetricDefinition.Cumulative cumulative ->
                simple(cumulative.of(), measures)
                        + cumulative.window()
                        + cumulative.grainToDate()
                        + cumulative.period();
            case MetricDefinition.Conversion conversion ->
                simple(conversion.base(), measures) + ">" + simple(conversion.converted(), measures) + "@"
                        + conversion.entity() + conversion.window() + conversion.constants() + conversion.rate();
        };
        return metric.definition().type() + "(" + body + ")" + texts(metric.filters())
                + metric.defaultGrain().map(grain -> "/" + grain).orElse("");
    }

    private static String simple(MetricDefinition.Simple simple, Map<String, MeasureUse> measures) {
        return measure(measures.get(simple.measure()))
                + texts(simple.filters())
                + simple.fillNullsWith()
                + simple.joinToTimeSpine();
    }

    private static String input(
            MetricDefinition.Input input, Map<MetricName, Metric> byName, Map<String, MeasureUse> measures) {
        Metric metric = byName.get(input.metric());
        String offset = input.offsetWindow().map(window -> "-" + window).orElse("")
                + input.customOffset().map(window -> "-" + window).orElse("")
                + input.offsetToGrain().map(grain -> "^" + grain).orElse("");
        return (metric == null ? input.metric().value() : meaning(metric, byName, measures))
                + texts(input.filters())
                + offset;
    }

    private static String measure(@Nullable MeasureUse use) {
        return use == null
                ? ""
                : use.model().name() + "." + use.measure().aggregation() + "("
                        + use.measure().expression() + ")@" + use.measure().timeDimension()
                        + use.measure().percentile().map(Object::toString).orElse("")
                        + use.measure().nonAdditive().map(Object::toString).orElse("");
    }

    private static String texts(List<Filter> filters) {
        return filters.stream().map(Filter::text).collect(Collectors.joining(" AND ", "[", "]"));
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
