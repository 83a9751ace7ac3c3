package dev.tidemark.router.internal;

import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.sql.SqlFlavor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled scans by shape. The bounds of time spans are taken out first, because they differ with every question. Thread-safe. */
final class PlanCache {

    private static final int SHAPES = 1_000;

    /** Far outside of any event time, so that no bound can be mistaken for one. */
    private static final Instant SENTINEL = Instant.ofEpochSecond(-1_000_000_000_000L);

    private record Shape(MetricScan scan, SqlFlavor flavor) {}

    private final Map<Shape, MetricSql> compiled = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, MetricSql> eldest) {
            return size() > SHAPES;
        }
    });

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    MetricSql compile(MetricScan scan, SqlFlavor flavor) {
        Map<Instant, Instant> bounds = new HashMap<>();
        Shape shape = new Shape(withoutBounds(scan, bounds), flavor);
        MetricSql sql = compiled.get(shape);
        if (sql == null) {
            sql = MetricSql.compile(shape.scan(), flavor);
            compiled.put(shape, sql);
        }
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Object parameter : sql.parameters()) {
            parameters.add(parameter instanceof Instant instant ? bounds.getOrDefault(instant, instant) : parameter);
        }
        return new MetricSql(sql.sql(), parameters, sql.columns());
    }

    private static MetricScan withoutBounds(MetricScan scan, Map<Instant, Instant> bounds) {
        List<Condition> conditions = scan.conditions().stream()
                .map(condition -> held(condition, bounds))
                .toList();
        return scan.with(conditions, scan.selection());
    }

    private static Condition held(Condition condition, Map<Instant, Instant> bounds) {
        return switch (condition) {
            case Condition.Within within ->
                new Condition.Within(within.time(), held(within.from(), bounds), held(within.to(), bounds));
            case Condition.AnyOf any ->
                new Condition.AnyOf(any.sets().stream()
                        .map(set -> set.stream().map(part -> held(part, bounds)).toList())
                        .toList());
            default -> condition;
        };
    }

    private static @Nullable Instant held(@Nullable Instant bound, Map<Instant, Instant> bounds) {
        if (bound == null) {
            return null;
        }
        Instant stand = SENTINEL.minusSeconds(bounds.size());
        bounds.put(stand, bound);
        return stand;
    }
}
