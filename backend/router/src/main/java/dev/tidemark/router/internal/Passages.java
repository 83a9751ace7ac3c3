package dev.tidemark.router.internal;

import dev.tidemark.catalog.Bridge;
import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The bridges that a question leads over: what may not pass, and what its asker has to know of the rest. */
final class Passages {

    /** What is asked of a bridge. */
    private record Passage(Join crossing, Bridge bridge, Set<String> groups, Set<String> conditions) {}

    private final Question question;

    Passages(Question question) {
        this.question = question;
    }

    /**
     * @throws ProblemException {@link CatalogProblem#OVER_BRIDGE} for what would count rows several times, or not at all
     */
    void check() {
        for (Question.Output output : question.outputs()) {
            String metric = output.metric().name().value();
            output.formula().all().distinct().forEach(series -> {
                names(series.leaf().filters().stream())
                        .forEach(name -> question.catalog()
                                .dimension(output.metric(), series.leaf().use(), name));
                check(metric, series);
            });
        }
        if (question.asksForValues()) {
            question.series()
                    .forEach(series -> names(series.leaf().filters().stream())
                            .filter(name -> crosses(series.leaf(), name))
                            .findFirst()
                            .ifPresent(name -> {
                                throw refused(
                                        series.leaf().use().model().name(),
                                        name,
                                        "values of dimensions are those of all rows, and a bridge would leave some out",
                                        "Ask for a metric grouped by these dimensions.");
                            }));
        }
    }

    private void check(String metric, Series series) {
        Leaf leaf = series.leaf();
        List<Filter> stored = new ArrayList<>(question.where());
        stored.addAll(leaf.filters());
        for (Filter filter : stored) {
            unmixed(metric, leaf, filter);
        }
        Stream.concat(question.where().stream(), series.filters().stream())
                .flatMap(filter -> filter.condition().names().stream())
                .flatMap(name -> Filter.metricReference(name).stream())
                .flatMap(reference -> question.lookedUpBy(leaf, reference).stream())
                .filter(name -> crosses(leaf, name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(
                            metric,
                            name,
                            "a metric is looked up for groups that are put together afterwards, and groups over a bridge do not add up",
                            "Look it up by an entity of the rows themselves.");
                });
        names(series.filters().stream())
                .filter(name -> crosses(leaf, name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(
                            metric,
                            name,
                            "its condition is checked after groups were made, and groups over a bridge do not add up",
                            "Filter by a dimension that stores can check.");
                });
        if (leaf.following().isPresent()) {
            Stream.concat(question.query().groupBy().stream(), names(stored.stream()))
                    .filter(name -> crosses(leaf, name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refused(
                                metric,
                                name,
                                "a conversion counts each row at one place, and over a bridge it has several",
                                "Ask for the measures of both sides on their own.");
                    });
        }
    }

    /** One condition is about rows on one side: whether one behind the bridge fulfils it is asked of the bridge alone. */
    private void unmixed(String metric, Leaf leaf, Filter filter) {
        List<String> names = names(Stream.of(filter)).toList();
        Set<Optional<Join>> sides = new LinkedHashSet<>();
        names.forEach(name -> sides.add(question.path(leaf, name).crossing()));
        boolean mixed = filter.condition().names().size() > names.size() || sides.size() > 1;
        if (mixed && sides.stream().anyMatch(Optional::isPresent)) {
            throw refused(
                    metric,
                    names.stream()
                            .filter(name -> crosses(leaf, name))
                            .findFirst()
                            .orElseThrow(),
                    "the condition “" + filter.text() + "” is about both sides of a bridge at once",
                    "Write conditions that hold on their own, joined by AND.");
        }
    }

    private static Stream<String> names(Stream<Filter> filters) {
        return filters.flatMap(filter -> filter.condition().names().stream())
                .filter(name -> Filter.metricReference(name).isEmpty());
    }

    private boolean crosses(Leaf leaf, String name) {
        return question.catalog()
                .resolve(leaf.use(), name)
                .flatMap(DimensionPath::crossing)
                .isPresent();
    }

    private static ProblemException refused(String metric, String name, String reason, String remedy) {
        return new ProblemException(CatalogProblem.OVER_BRIDGE, metric, name, reason, remedy);
    }

    private List<Passage> all() {
        Map<String, Passage> all = new LinkedHashMap<>();
        for (Series series : question.series()) {
            Leaf leaf = series.leaf();
            question.query()
                    .groupBy()
                    .forEach(name -> passage(all, leaf, name)
                            .ifPresent(passage -> passage.groups().add(name)));
            names(Stream.concat(question.where().stream(), leaf.filters().stream()))
                    .forEach(name -> passage(all, leaf, name)
                            .ifPresent(passage -> passage.conditions().add(name)));
        }
        return List.copyOf(all.values());
    }

    private Optional<Passage> passage(Map<String, Passage> all, Leaf leaf, String name) {
        return question.path(leaf, name)
                .crossing()
                .flatMap(crossing -> crossing.bridge()
                        .map(bridge -> all.computeIfAbsent(
                                crossing.to().name() + " " + bridge.from(),
                                any -> new Passage(crossing, bridge, new LinkedHashSet<>(), new LinkedHashSet<>()))));
    }

    /** The rules by which it is answered. */
    List<DefinitionUse> definitions() {
        MetricCatalog catalog = question.catalog();
        return all().stream()
                .map(passage -> new DefinitionUse(
                        passage.crossing().to().name(), passage.bridge().rule().sentence(), catalog.commit()))
                .toList();
    }

    List<Notice> notices() {
        return all().stream()
                .map(passage -> Notice.of("bridge-" + passage.bridge().rule().word(), sentence(passage)))
                .toList();
    }

    private static String sentence(Passage passage) {
        Bridge bridge = passage.bridge();
        String over = "over the bridge " + passage.crossing().to().name();
        boolean grouped = !passage.groups().isEmpty();
        String names = String.join(", ", grouped ? passage.groups() : passage.conditions());
        String group = grouped ? "each group of " + names : "the answer, for " + names + ",";
        return switch (bridge.rule()) {
            case Bridge.Rule.Impact impact ->
                grouped
                        ? over + " " + group + " has the whole of every row that it has a part in, once (impact): "
                                + "the groups do not add up to the total"
                        : over + " every row counts as a whole of which at least one " + bridge.to()
                                + " fulfils the conditions on " + names + " (impact)";
            case Bridge.Rule.Allocation allocation ->
                over + " " + group + " has its share of every row by " + allocation.weight()
                        + " (allocation): shares add up to the total where those of each " + bridge.from()
                        + " add up to 1, which is not checked here";
        };
    }
}
