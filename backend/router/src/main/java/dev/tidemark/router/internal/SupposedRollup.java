package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.WhatIf.RollupIdea;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rollup of one model that a question would want: its sums, apart by what it groups and filters by. */
final class SupposedRollup {

    private static final Set<Aggregation> SUMMABLE =
            EnumSet.of(Aggregation.SUM, Aggregation.COUNT, Aggregation.SUM_BOOLEAN, Aggregation.MIN, Aggregation.MAX);

    private static final String BUCKET = "supposed_bucket";
    private static final Duration MEASURED = Duration.ofDays(30);

    private final Question question;
    private final SemanticModel model;
    private final List<Leaf> leaves;
    private final RollupIdea idea;
    private final Binding rows;

    private SupposedRollup(Question question, SemanticModel model, List<Leaf> leaves, RollupIdea idea, Binding rows) {
        this.question = question;
        this.model = model;
        this.leaves = List.copyOf(leaves);
        this.idea = idea;
        this.rows = rows;
    }

    /** One for each model of the question that has sums and is in the store. */
    static List<SupposedRollup> of(Question question, RollupIdea idea) {
        String store = idea.store() == null ? StoreName.WAREHOUSE.word() : idea.store();
        List<Leaf> summed = question.series().stream()
                .map(Series::leaf)
                .filter(leaf ->
                        leaf.following().isEmpty() && isSummable(leaf.use().measure()))
                .distinct()
                .toList();
        return summed.stream()
                .map(leaf -> leaf.use().model())
                .distinct()
                .flatMap(model -> model.binding(store).stream()
                        .filter(rows -> rows.timeColumn().isPresent())
                        .map(rows -> new SupposedRollup(
                                question,
                                model,
                                summed.stream()
                                        .filter(leaf -> leaf.use().model().equals(model))
                                        .toList(),
                                idea,
                                rows)))
                .toList();
    }

    private static boolean isSummable(Measure measure) {
        return SUMMABLE.contains(measure.aggregation()) && measure.nonAdditive().isEmpty();
    }

    StoreName store() {
        return new StoreName(rows.store());
    }

    TableName rowsTable() {
        return TableName.parse(rows.table());
    }

    TableName table() {
        return TableName.parse("supposed." + model.name());
    }

    MetricCatalog in(MetricCatalog catalog) {
        return catalog.withBinding(
                model.name(),
                new Binding(
                        "supposed_" + model.name(),
                        rows.store(),
                        table().toString(),
                        Optional.of(BUCKET),
                        Optional.empty(),
                        rows.columns(),
                        Optional.empty(),
                        Optional.of(new Rollup(grain(), zone(), dimensions(), sums())),
                        new Place("what-if", 0)));
    }

    private List<Rollup.Sum> sums() {
        List<Filter> ofPolicies = question.ruling().rows(model);
        List<Rollup.Sum> sums = new ArrayList<>();
        for (Leaf leaf : leaves) {
            List<Filter> own = leaf.filters().stream()
                    .filter(filter -> !ofPolicies.contains(filter))
                    .toList();
            sums.add(new Rollup.Sum(
                    leaf.use().measure().name(),
                    own,
                    SqlExpression.name("sum_" + sums.size()),
                    SqlExpression.name("rows_" + sums.size())));
        }
        return sums;
    }

    private ZoneId zone() {
        try {
            return idea.timeZone() == null ? question.zone() : ZoneId.of(idea.timeZone());
        } catch (DateTimeException e) {
            throw new ProblemException(RoutingProblem.BAD_TIME_ZONE, idea.timeZone())
                    .withFault("/suppose/rollup/time_zone", "unknown")
                    .because(e);
        }
    }

    Grain grain() {
        if (idea.grain() != null) {
            return Stream.of(Grain.values())
                    .filter(grain -> grain.word().equals(idea.grain().toLowerCase(Locale.ROOT)))
                    .filter(grain -> grain.compareTo(Grain.DAY) >= 0)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                                    RoutingProblem.BAD_QUESTION,
                                    "“" + idea.grain() + "” is no grain of a day or longer")
                            .withFault("/suppose/rollup/grain", "write day, week, month, quarter or year"));
        }
        return paths().filter(DimensionPath::time)
                .flatMap(path -> path.bucket().stream())
                .filter(grain -> grain.compareTo(Grain.DAY) >= 0)
                .min(Grain::compareTo)
                .orElse(Grain.DAY);
    }

    /** What the question, and policies about the model, name. */
    private Stream<String> names() {
        return Stream.of(
                        question.query().groupBy().stream(),
                        question.where().stream().flatMap(filter -> filter.condition().names().stream()),
                        question.ruling().rows(model).stream().flatMap(filter -> filter.condition().names().stream()))
                .flatMap(each -> each)
                .filter(name -> Filter.metricReference(name).isEmpty())
                .distinct();
    }

    private Stream<DimensionPath> paths() {
        return names().map(name -> question.path(leaves.getFirst(), name));
    }

    List<String> dimensions() {
        if (idea.dimensions() == null) {
            return paths().filter(path -> path.joins().isEmpty() && !path.time())
                    .flatMap(path -> path.dimension().stream())
                    .map(Dimension::name)
                    .distinct()
                    .toList();
        }
        for (String name : idea.dimensions()) {
            if (model.dimension(name).isEmpty()) {
                throw new ProblemException(
                                CatalogProblem.UNKNOWN_DIMENSION,
                                model.name(),
                                name,
                                "It has "
                                        + String.join(
                                                ", ",
                                                model.dimensions().stream()
                                                        .map(Dimension::name)
                                                        .toList()) + ".")
                        .withFault("/suppose/rollup/dimensions", name);
            }
        }
        return idea.dimensions();
    }

    /**
     * A question with a row for each row that the rollup would have of the last thirty days; empty when no metric of the question is of this
     * model alone.
     */
    Optional<MetricQuery> probe() {
        Set<String> names = new LinkedHashSet<>(List.of(MetricCatalog.METRIC_TIME + "__" + grain().word()));
        String entity = model.primaryEntity().map(name -> name + "__").orElse("");
        dimensions().forEach(name -> names.add(entity + name));
        return question.outputs().stream()
                .filter(output -> output.formula()
                        .all()
                        .allMatch(series -> series.leaf().use().model().equals(model)))
                .map(output -> output.metric().name().value())
                .findFirst()
                .map(metric -> MetricQuery.of(question.query().workspace(), metric)
                        .withGroupBy(names.toArray(String[]::new))
                        .withTimeZone(zone().getId())
                        .withTimeRange(question.now().minus(MEASURED), question.now())
                        .withPurpose(question.query().purpose()));
    }

    /**
     * The table as it would be.
     *
     * @param base the table with the rows
     * @param share of its rows that the rollup would have
     */
    TableState state(TableState base, double share) {
        List<Column> columns = new ArrayList<>(base.columns());
        columns.add(new Column(BUCKET, ColumnType.TIMESTAMP));
        for (int i = 0; i < leaves.size(); i++) {
            columns.add(new Column("sum_" + i, ColumnType.DECIMAL));
            columns.add(new Column("rows_" + i, ColumnType.LONG));
        }
        return new TableState(
                table(),
                base.snapshot(),
                base.offsets(),
                base.completeThrough(),
                base.keptFrom(),
                Math.round(base.rows() * share),
                Math.round(base.bytes() * share),
                columns);
    }

    String sentence(double share, long found, long read) {
        String what = "a rollup of " + model.name() + " in the " + rows.store() + " by " + grain().word() + " of "
                + zone() + (dimensions().isEmpty() ? "" : " and " + String.join(", ", dimensions()));
        return read == 0
                ? what + ", as large as the rows themselves, because there were none to measure it by"
                : what + ", with %.2f %% of the rows (%,d for %,d, measured)".formatted(share * 100, found, read);
    }
}
