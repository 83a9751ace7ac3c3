package dev.tidemark.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What became of a metric between two versions of its catalog.
 *
 * @param owner the team that answers for it, now or at last
 * @param kind the heaviest of its differences
 * @param differences in words, each to be read after the metric's name
 * @param before the version its author gave it, without the fingerprint; empty for a new one
 * @param after the same now; empty for one that is gone
 */
public record MetricChange(
        MetricName name,
        Optional<String> owner,
        Kind kind,
        List<String> differences,
        Optional<String> before,
        Optional<String> after) {

    public MetricChange {
        differences = List.copyOf(differences);
    }

    /** How much it means to those who read the metric, the lightest first. */
    public enum Kind {
        WORDING,
        ADDITIVE,
        CHANGES_NUMBERS,
        BREAKING
    }

    /** Every metric that is not the same in both, in the order of their names. */
    public static List<MetricChange> between(MetricCatalog before, MetricCatalog after) {
        TreeSet<MetricName> names = new TreeSet<>();
        before.metrics().forEach(metric -> names.add(metric.name()));
        after.metrics().forEach(metric -> names.add(metric.name()));
        List<MetricChange> changes = new ArrayList<>();
        for (MetricName name : names) {
            Optional<Metric> old = before.find(name);
            Optional<Metric> now = after.find(name);
            if (old.isEmpty()) {
                now.map(metric -> change(metric, Kind.ADDITIVE, "is new", Optional.empty(), declared(metric)))
                        .ifPresent(changes::add);
            } else if (now.isEmpty()) {
                changes.add(change(old.get(), Kind.BREAKING, "is removed", declared(old.get()), Optional.empty()));
            } else {
                new MetricComparison(before, old.get(), after, now.get())
                        .change()
                        .ifPresent(changes::add);
            }
        }
        return List.copyOf(changes);
    }

    private static MetricChange change(
            Metric metric, Kind kind, String words, Optional<String> before, Optional<String> after) {
        return new MetricChange(metric.name(), metric.owner(), kind, List.of(words), before, after);
    }

    static Optional<String> declared(Metric metric) {
        return Optional.of(metric.version().replaceFirst("\\+.*", ""));
    }

    /**
     * The version that the change calls for by semantic versioning, at least: the next major one when numbers change or questions
     * break, the next minor one when something is added. Empty where the author's version says as much, or is no semantic version.
     */
    public Optional<String> versionCalledFor() {
        if (before.isEmpty() || after.isEmpty() || kind == Kind.WORDING) {
            return Optional.empty();
        }
        return SemanticVersion.parse(before.get()).flatMap(old -> {
            SemanticVersion least = kind == Kind.ADDITIVE ? old.nextMinor() : old.nextMajor();
            boolean enough = SemanticVersion.parse(after.get())
                    .filter(now -> now.compareTo(least) >= 0)
                    .isPresent();
            return enough ? Optional.empty() : Optional.of(least.toString());
        });
    }
}
