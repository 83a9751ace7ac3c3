package dev.tidemark.catalog;

import dev.tidemark.catalog.internal.CatalogReader;
import dev.tidemark.catalog.internal.CatalogReader.Contents;
import dev.tidemark.catalog.internal.CountedRows;
import dev.tidemark.catalog.internal.Crossings;
import dev.tidemark.catalog.internal.DimensionNames;
import dev.tidemark.catalog.internal.Nearest;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The semantic models and metrics of one workspace at one commit, valid as a whole. Immutable. */
public final class MetricCatalog {

    /** The name of every metric's own time. */
    public static final String METRIC_TIME = "metric_time";

    private final String workspace;
    private final String commit;
    private final Contents contents;
    private final Map<MetricName, Metric> metrics;
    private final DimensionNames names;

    private MetricCatalog(String workspace, String commit, Contents contents) {
        this.workspace = workspace;
        this.commit = commit;
        this.contents = contents;
        this.metrics = contents.metrics().stream()
                .collect(Collectors.toMap(Metric::name, metric -> metric, (a, b) -> a, LinkedHashMap::new));
        this.names = new DimensionNames(contents.models(), contents.spines());
    }

    /**
     * @param yamlFiles text by path; files with {@code semantic_models:}, {@code metrics:} or both
     * @throws ProblemException {@link CatalogProblem#INVALID_DEFINITIONS} with a fault for each wrong place
     */
    public static MetricCatalog of(String workspace, String commit, Map<String, String> yamlFiles) {
        return new MetricCatalog(workspace, commit, CatalogReader.read(workspace, yamlFiles));
    }

    /**
     * The same with one more binding of a model, of which nothing is checked; for questions about what would be.
     *
     * @throws IllegalArgumentException when there is no such model
     */
    public MetricCatalog withBinding(String model, Binding binding) {
        SemanticModel old = contents.models().stream()
                .filter(found -> found.name().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model " + model));
        List<Binding> bindings = new ArrayList<>(old.bindings());
        bindings.add(binding);
        return new MetricCatalog(workspace, commit, contents.with(old, old.withBindings(bindings)));
    }

    public String workspace() {
        return workspace;
    }

    /** The commit of the definitions repository that this was read from. */
    public String commit() {
        return commit;
    }

    public List<Metric> metrics() {
        return List.copyOf(metrics.values());
    }

    public List<SemanticModel> models() {
        return contents.models();
    }

    /** The time spines of the definitions; empty when time is laid out by the calendar alone. */
    public List<TimeSpine> timeSpines() {
        return contents.spines();
    }

    public List<SavedQuery> savedQueries() {
        return contents.queries();
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_SAVED_QUERY} with the nearest names
     */
    public SavedQuery savedQuery(String name) {
        return contents.queries().stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                CatalogProblem.UNKNOWN_SAVED_QUERY,
                                workspace,
                                name,
                                Nearest.advice(
                                        name,
                                        contents.queries().stream()
                                                .map(SavedQuery::name)
                                                .toList()))
                        .withFault("/saved_query", name));
    }

    /** The store that the time spines are in. */
    public Optional<String> store() {
        return contents.store();
    }

    /**
     * Whether definitions bring their own time spines: then questions follow the conventions of MetricFlow where ours differ.
     */
    public boolean hasTimeSpines() {
        return !contents.spines().isEmpty() && contents.store().isPresent();
    }

    /** The grain of a metric's time when a question names none. */
    public Grain defaultGrain(Metric metric) {
        return metric.defaultGrain()
                .orElseGet(() -> measuresOf(metric).stream()
                        .flatMap(use -> use.model().dimension(use.measure().timeDimension()).stream())
                        .flatMap(time -> time.grain().stream())
                        .reduce(Grain.DAY, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }

    public Optional<Metric> find(MetricName name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_METRIC} with the nearest names
     */
    public Metric metric(MetricName name) {
        Metric metric = metrics.get(name);
        if (metric == null) {
            List<String> known =
                    metrics.keySet().stream().map(MetricName::value).toList();
            throw new ProblemException(
                    CatalogProblem.UNKNOWN_METRIC, workspace, name, Nearest.advice(name.value(), known));
        }
        return metric;
    }

    /** A measure by its name, which is unique in a workspace. */
    public MeasureUse measure(String name) {
        MeasureUse use = contents.measures().get(name);
        if (use == null) {
            throw new IllegalArgumentException("no measure " + name);
        }
        return use;
    }

    /** The measures a metric rests on, those of its inputs included. */
    public List<MeasureUse> measuresOf(Metric metric) {
        return Stream.concat(
                        metric.definition().measures().map(simple -> measure(simple.measure())),
                        metric.definition().inputs().stream()
                                .flatMap(input -> measuresOf(metric(input.metric())).stream()))
                .distinct()
                .toList();
    }

    /** A metric, then those it builds on, each once. */
    public List<Metric> lineage(Metric metric) {
        return Stream.concat(
                        Stream.of(metric),
                        metric.definition().inputs().stream()
                                .flatMap(input -> lineage(metric(input.metric())).stream()))
                .distinct()
                .toList();
    }

    /** The measures whose rows can be grouped: of a conversion only those of its base. */
    private Stream<MeasureUse> grouped(Metric metric) {
        return metric.definition() instanceof MetricDefinition.Conversion conversion
                ? Stream.of(measure(conversion.base().measure()))
                : Stream.concat(
                        metric.definition().measures().map(simple -> measure(simple.measure())),
                        metric.definition().inputs().stream().flatMap(input -> grouped(metric(input.metric()))));
    }

    /** What a metric can be grouped and filtered by: the dimensions that all its measures share. */
    public List<MetricDimension> dimensions(Metric metric) {
        List<List<MetricDimension>> each =
                grouped(metric).distinct().map(names::of).toList();
        List<MetricDimension> shared = new ArrayList<>(each.getFirst());
        each.forEach(other -> shared.removeIf(
                dimension -> other.stream().noneMatch(o -> o.name().equals(dimension.name()))));
        return List.copyOf(shared);
    }

    /**
     * What a name stands for, seen from the rows of a measure.
     *
     * @throws ProblemException {@link CatalogProblem#AMBIGUOUS_DIMENSION}
     */
    public Optional<DimensionPath> resolve(MeasureUse from, String name) {
        return names.resolve(from, name);
    }

    /** The time spine that defines a grain of its own. */
    public Optional<TimeSpine> spineOf(String customGrain) {
        return contents.spines().stream()
                .filter(spine -> spine.customGrains().containsKey(customGrain))
                .findFirst();
    }

    /** The coarsest time spine from whose moments buckets of a grain can be told. */
    public Optional<TimeSpine> spineFor(Grain grain) {
        return contents.spines().stream()
                .filter(spine -> spine.grain().compareTo(grain) <= 0)
                .max(Comparator.comparing(TimeSpine::grain));
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_DIMENSION} with the nearest names, {@link
     *     CatalogProblem#AMBIGUOUS_DIMENSION}, {@link CatalogProblem#FAN_OUT}, {@link CatalogProblem#OVER_BRIDGE}
     */
    public DimensionPath dimension(Metric metric, MeasureUse from, String name) {
        Optional<DimensionPath> path = resolve(from, name);
        path.or(() -> {
                    throw missing(metric, from, name);
                })
                .flatMap(found -> Crossings.refusal(metric.name().value(), from, found))
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return path.orElseThrow();
    }

    private ProblemException missing(Metric metric, MeasureUse from, String name) {
        String asked = metric.name().value();
        List<Join> crossings = names.crossings(from, name);
        if (!crossings.isEmpty()) {
            return Crossings.undeclared(asked, name, crossings);
        }
        Optional<DimensionNames.Many> many = names.fanOut(from.model(), name);
        if (many.isPresent()) {
            return new ProblemException(
                    CatalogProblem.FAN_OUT,
                    asked,
                    name,
                    many.get().entity(),
                    many.get().model());
        }
        List<String> known =
                dimensions(metric).stream().map(MetricDimension::name).toList();
        return new ProblemException(CatalogProblem.UNKNOWN_DIMENSION, asked, name, Nearest.advice(name, known));
    }

    /** Rows from which all names can be told with the fewest joins, counted as such; empty when no model leads to all of them. */
    public Optional<MeasureUse> rowsWith(List<String> dimensions) {
        List<TimeSpine> spines = hasTimeSpines() ? contents.spines() : List.of();
        return new CountedRows(contents.models(), names, spines).with(dimensions);
    }

    /** The same rows counted by their key, or by what is known of them, which rows that are only joined to them lack; empty where nothing is known. */
    public Optional<MeasureUse> keyed(MeasureUse rows) {
        return CountedRows.keyed(rows);
    }

    /** The moments of the coarsest time spine from which buckets of a grain can be told, counted as rows. */
    public Optional<MeasureUse> moments(Grain grain) {
        return contents.store().flatMap(store -> spineFor(grain).map(spine -> CountedRows.of(spine, store)));
    }

    /**
     * The name under which a metric's value for an entity is looked up from other rows: its own, or that of the entity alone when
     * the way to it only leads there from the metric.
     */
    public String lookedUpBy(MeasureUse from, String name) {
        return resolve(from, name).isPresent()
                ? name
                : name.substring(name.lastIndexOf("__") + 1).replaceFirst("^_", "");
    }

    /** Metrics whose name, label, synonyms, description or owner contain every word, certified and better matches first. */
    public List<Metric> search(String text) {
        List<String> words = Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return metrics.values().stream()
                .filter(metric -> words.stream().allMatch(word -> rank(metric, word) > 0))
                .sorted(Comparator.<Metric>comparingInt(metric -> -words.stream()
                                .mapToInt(word -> rank(metric, word))
                                .sum())
                        .thenComparing(Metric::name))
                .toList();
    }

    private static int rank(Metric metric, String word) {
        int certified = metric.status() == Metric.Status.CERTIFIED ? 1 : 0;
        if (metric.name().value().toLowerCase(Locale.ROOT).startsWith(word)) {
            return 8 + certified;
        }
        if (contains(metric.name().value(), word) || contains(metric.label(), word)) {
            return 6 + certified;
        }
        if (metric.synonyms().stream().anyMatch(synonym -> contains(synonym, word))) {
            return 4 + certified;
        }
        boolean elsewhere = contains(metric.description(), word)
                || metric.owner().filter(owner -> contains(owner, word)).isPresent();
        return elsewhere ? 2 + certified : 0;
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
