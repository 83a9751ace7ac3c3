package dev.tidemark.catalog;

import dev.tidemark.catalog.MetricChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares one metric before and after, each seen in its own catalog. */
final class MetricComparison {

    private record Difference(Kind kind, String words) {}

    private final MetricCatalog oldCatalog;
    private final Metric old;
    private final MetricCatalog newCatalog;
    private final Metric now;
    private final List<Difference> differences = new ArrayList<>();

    MetricComparison(MetricCatalog oldCatalog, Metric old, MetricCatalog newCatalog, Metric now) {
        this.oldCatalog = oldCatalog;
        this.old = old;
        this.newCatalog = newCatalog;
        this.now = now;
    }

    /** Empty when nothing differs that anybody could notice. */
    Optional<MetricChange> change() {
        dimensions();
        meaning();
        bindings();
        bridges();
        wording();
        return differences.stream()
                .map(Difference::kind)
                .max(Comparator.naturalOrder())
                .map(kind -> new MetricChange(
                        now.name(),
                        now.owner().or(old::owner),
                        kind,
                        differences.stream()
                                .sorted(Comparator.comparing(Difference::kind).reversed())
                                .map(Difference::words)
                                .toList(),
                        MetricChange.declared(old),
                        MetricChange.declared(now)));
    }

    private void dimensions() {
        Set<String> before = names(oldCatalog, old);
        Set<String> after = names(newCatalog, now);
        list(before, after).ifPresent(gone -> add(Kind.BREAKING, "can no longer be grouped by " + gone));
        list(after, before).ifPresent(added -> add(Kind.ADDITIVE, "can also be grouped by " + added));
    }

    private static Set<String> names(MetricCatalog catalog, Metric metric) {
        return catalog.dimensions(metric).stream()
                .map(MetricDimension::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the first that the second has not. */
    private static Optional<String> list(Set<String> of, Set<String> without) {
        String list = of.stream().filter(name -> !without.contains(name)).collect(Collectors.joining(", "));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private void meaning() {
        if (!fingerprint(old).equals(fingerprint(now))) {
            add(Kind.CHANGES_NUMBERS, own() ? "is defined differently" : "builds on what is defined differently");
        }
        if (!old.unit().equals(now.unit())) {
            add(
                    Kind.CHANGES_NUMBERS,
                    "is counted in " + now.unit().orElse("no unit") + " instead of "
                            + old.unit().orElse("no unit"));
        }
        if (!old.timeZone().equals(now.timeZone())) {
            add(
                    Kind.CHANGES_NUMBERS,
                    "has the days of " + now.timeZone().map(Object::toString).orElse("UTC") + " instead of those of "
                            + old.timeZone().map(Object::toString).orElse("UTC"));
        }
        if (!old.weekStart().equals(now.weekStart())) {
            add(Kind.CHANGES_NUMBERS, "has weeks that begin on another day");
        }
    }

    /** Whether the metric's own text changed, and not only what it builds on. */
    private boolean own() {
        return !old.text().equals(now.text());
    }

    private static String fingerprint(Metric metric) {
        return metric.version().replaceFirst("^[^+]*", "");
    }

    private void bindings() {
        Set<String> before = tables(oldCatalog, old);
        Set<String> after = tables(newCatalog, now);
        list(before, after).ifPresent(gone -> add(Kind.CHANGES_NUMBERS, "is no longer read from " + gone));
        list(after, before).ifPresent(added -> add(Kind.ADDITIVE, "is also read from " + added));
    }

    private void bridges() {
        BridgeRules known = new BridgeRules(newCatalog);
        Map<String, String> rules = known.all();
        new BridgeRules(oldCatalog).all().forEach((bridge, rule) -> {
            String other = rules.getOrDefault(bridge, rule);
            if (!rule.equals(other) && known.reach(now, bridge)) {
                add(Kind.CHANGES_NUMBERS, "passes over " + bridge + " by " + other + " instead of " + rule);
            }
        });
    }

    /** Where its rows are read, and which of them. */
    private static Set<String> tables(MetricCatalog catalog, Metric metric) {
        return catalog.measuresOf(metric).stream()
                .flatMap(use -> use.model().bindings().stream())
                .map(binding -> binding.store() + " " + binding.table()
                        + binding.where().map(where -> " where " + where.text()).orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void wording() {
        List<String> words = new ArrayList<>();
        same(words, "label", old.label(), now.label());
        same(words, "description", old.description(), now.description());
        same(words, "owner", old.owner(), now.owner());
        same(words, "synonyms", old.synonyms(), now.synonyms());
        same(words, "direction", old.direction(), now.direction());
        if (!words.isEmpty()) {
            add(Kind.WORDING, "has another " + String.join(", ", words));
        }
        if (old.status() != now.status()) {
            add(
                    Kind.WORDING,
                    "is " + now.status().name().toLowerCase(Locale.ROOT) + ", was "
                            + old.status().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void same(List<String> words, String word, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            words.add(word);
        }
    }

    private void add(Kind kind, String words) {
        differences.add(new Difference(kind, words));
    }
}
