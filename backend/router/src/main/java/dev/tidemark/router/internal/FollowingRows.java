package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Pair;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows that follow those of a part, for conversions: a second table, or the same once more, with its own conditions. */
final class FollowingRows {

    /** What their columns are under. */
    static final String FOLLOWING = "c";

    private final Question question;
    private final Part part;
    private final PartTables tables;
    private final Leaf leaf;
    private final Leaf.Following following;

    /**
     * @param leaf one with rows that follow
     */
    FollowingRows(Question question, Part part, PartTables tables, Leaf leaf) {
        this.question = question;
        this.part = part;
        this.tables = tables;
        this.leaf = leaf;
        this.following = leaf.following().orElseThrow();
        tables.add(FOLLOWING, following.use().model());
        for (Filter filter : following.filters()) {
            filter.condition().names().forEach(this::check);
        }
    }

    /** Which of the part's rows they make count. */
    Selection selection() {
        List<Condition> conditions = new ArrayList<>();
        Binding binding =
                following.use().model().binding(part.store().name().word()).orElseThrow();
        binding.where().ifPresent(where -> conditions.add(new Condition.Rows(new Value(FOLLOWING, where))));
        for (Filter filter : following.filters()) {
            Map<String, Operand> names = new HashMap<>();
            filter.condition().names().forEach(name -> names.put(name, tables.operand(check(name), FOLLOWING)));
            conditions.add(new Condition.Named(filter.condition(), names, question.zone()));
        }
        List<Pair> same = new ArrayList<>();
        same.add(pair(following.entity(), following.entity()));
        following.constants().forEach(constant -> same.add(pair(constant.base(), constant.converted())));
        return new Selection.Converted(
                tables.relation(FOLLOWING),
                List.of(),
                conditions,
                same,
                moment(leaf.use(), PartTables.MAIN),
                moment(following.use(), FOLLOWING),
                following.within().map(window -> new Window(window.count(), window.grain())),
                question.zone());
    }

    private DimensionPath check(String name) {
        DimensionPath path = question.catalog()
                .resolve(following.use(), name)
                .orElseThrow(() -> new Lacking("the dimension " + name));
        if (!path.joins().isEmpty()) {
            throw new Lacking("a way to filter conversions by " + name + ", which stands in another model");
        }
        return path;
    }

    private Pair pair(String first, String second) {
        return new Pair(
                new Value(PartTables.MAIN, named(leaf.use().model(), first)),
                new Value(FOLLOWING, named(following.use().model(), second)));
    }

    private SqlExpression named(SemanticModel model, String name) {
        return model.entity(name)
                .map(Entity::expression)
                .or(() -> model.dimension(name).map(Dimension::expression))
                .orElseThrow(() -> new Lacking("the dimension " + name));
    }

    /** Times are compared by the coarser of the grains in which they are known, whole days by the calendar of the question's zone. */
    private Operand moment(MeasureUse use, String alias) {
        Optional<Bucket> bucket = Stream.of(leaf.use(), following.use())
                .flatMap(each -> time(each).grain().stream())
                .max(Grain::compareTo)
                .filter(grain -> grain.compareTo(Grain.DAY) >= 0)
                .map(grain -> new Bucket(grain, question.zone()));
        return new Operand(new Value(alias, time(use).expression()), bucket);
    }

    private static Dimension time(MeasureUse use) {
        return use.model().dimension(use.measure().timeDimension()).orElseThrow();
    }
}
