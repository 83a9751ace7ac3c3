package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.Span;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the time spines that a question needs, each once and no finer than needed. */
final class SpineReader {

    private static final String ALIAS = "s";

    private final Question question;
    private final Map<StoreName, Store> stores;
    private final States states;
    private final Attempt.Engine engine;
    private final Map<TimeSpine, Grain> grains = new LinkedHashMap<>();
    private final Map<TimeSpine, Set<String>> customs = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();

    SpineReader(
            Question question,
            Iterable<SeriesPlan> plans,
            Map<StoreName, Store> stores,
            States states,
            Attempt.Engine engine) {
        this.question = question;
        this.stores = stores;
        this.states = states;
        this.engine = engine;
        if (question.catalog().hasTimeSpines()) {
            plans.forEach(this::need);
        }
    }

    boolean needsNothing() {
        return grains.isEmpty();
    }

    private void need(SeriesPlan plan) {
        Series series = plan.series();
        if (!plan.turn().isPlain()) {
            plan.grain().ifPresent(this::moments);
            plan.filteredBy(question).ifPresent(this::moments);
        }
        if (series.everyBucket()) {
            EveryBucket.finest(question, series).ifPresent(this::moments);
        }
        Stream.of(question.where(), series.filters(), series.leaf().filters())
                .flatMap(List::stream)
                .flatMap(filter -> filter.condition().names().stream())
                .filter(name -> Filter.metricReference(name).isEmpty())
                .forEach(name -> periods(question.path(series.leaf(), name)));
        question.query().groupBy().forEach(name -> periods(question.path(series.leaf(), name)));
        if (!plan.lifts().isEmpty()) {
            moments(Lifting.grain(new Timeline(question, plan, Spines.none(question))));
        }
        Stream.concat(plan.turn().offsets().stream(), plan.lifts().stream()).forEach(offset -> {
            if (offset instanceof Turn.Offset.Periods periods) {
                periods(periods.window().grain());
            }
        });
    }

    private void moments(Grain grain) {
        question.catalog().spineFor(grain).ifPresent(spine -> grains.merge(spine, grain, SpineReader::finer));
    }

    private void periods(DimensionPath path) {
        path.custom().ifPresent(this::periods);
    }

    private void periods(String custom) {
        question.catalog().spineOf(custom).ifPresent(spine -> {
            grains.merge(spine, spine.grain(), SpineReader::finer);
            customs.computeIfAbsent(spine, any -> new TreeSet<>()).add(custom);
        });
    }

    private static Grain finer(Grain a, Grain b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    Spines read() {
        Map<TimeSpine, Spines.Laid> laid = new HashMap<>();
        grains.forEach((spine, grain) -> laid.put(spine, read(spine, grain)));
        return new Spines(question, laid, engine.settings().maxRows());
    }

    /** What was read, for the receipt. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    private Store store() {
        MetricCatalog catalog = question.catalog();
        StoreName name = new StoreName(catalog.store().orElseThrow());
        return Optional.ofNullable(stores.get(name))
                .orElseThrow(() -> new ProblemException(
                        RoutingProblem.NO_STORE_CAN_ANSWER, "The time spine", name + ": there is no such store here"));
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    private Spines.Laid read(TimeSpine spine, Grain grain) {
        Store store = store();
        TableState state = states.of(store, spine.relation());
        List<String> periods = List.copyOf(customs.getOrDefault(spine, Set.of()));
        MetricSql sql = engine.plans()
                .compile(scan(spine, grain, periods, state, engine.settings().maxRows() + 1), store.flavor());
        RouterSettings settings = engine.settings();
        StoreAnswer answer = store.query(new StoreQuery(
                sql.sql(),
                sql.parameters(),
                List.of(TableUse.current(state.table())),
                settings.deadline(),
                settings.maxRows()));
        spans.add(new Span(
                store.name().word(),
                store.engine(),
                spine.relation(),
                null,
                null,
                null,
                null,
                answer.rows().size(),
                answer.bytesScanned(),
                answer.elapsed().toMillis(),
                sql.sql()));
        return laid(periods, sql, answer);
    }

    private static MetricScan scan(TimeSpine spine, Grain grain, List<String> periods, TableState state, int limit) {
        Relation relation = new Relation(
                ALIAS,
                new SqlTable(state.table().namespace(), state.table().name()),
                state.columns().stream().map(Relations::column).toList(),
                Map.of());
        List<Key> keys = new ArrayList<>();
        keys.add(new Key(
                "at",
                new Value(ALIAS, SqlExpression.name(spine.column())),
                Optional.of(new Bucket(grain, ZoneOffset.UTC))));
        for (String period : periods) {
            String column = spine.customGrains().getOrDefault(period, period);
            keys.add(new Key("p" + keys.size(), new Value(ALIAS, SqlExpression.name(column)), Optional.empty()));
        }
        List<Aggregate> rows = List.of(new Aggregate("n", Function.ROWS, Optional.empty()));
        return new MetricScan(relation, List.of(), keys, rows, List.of(), new Selection.All(), limit);
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    private Spines.Laid laid(List<String> periods, MetricSql sql, StoreAnswer answer) {
        List<SqlType> types = sql.columns().stream().map(SqlColumn::type).toList();
        Map<String, SqlType> periodTypes = new HashMap<>();
        for (int i = 0; i < periods.size(); i++) {
            SqlType type = types.get(i + 1);
            periodTypes.put(periods.get(i), type.equals(SqlType.DATE) ? SqlType.TIMESTAMP : type);
        }
        Spines.Laid laid = new Spines.Laid(new TreeMap<>(), periodTypes);
        for (List<@Nullable Object> row : answer.rows()) {
            if (local(Decoder.start(row.getFirst(), ZoneOffset.UTC)) instanceof Instant at) {
                Map<String, Object> known = new HashMap<>();
                for (int i = 0; i < periods.size(); i++) {
                    Object value = row.get(i + 1);
                    boolean time = periodTypes.get(periods.get(i)).equals(SqlType.TIMESTAMP);
                    Object period =
                            time ? local(Decoder.start(value, ZoneOffset.UTC)) : Decoder.plain(value, types.get(i + 1));
                    if (period != null) {
                        known.put(periods.get(i), period);
                    }
                }
                laid.moments().put(at, known);
            }
        }
        return laid;
    }

    /** Spines tell the time of the clock on the wall, wherever that is. */
    private @Nullable Instant local(@Nullable Instant read) {
        return read == null
                ? null
                : LocalDateTime.ofInstant(read, ZoneOffset.UTC)
                        .atZone(question.zone())
                        .toInstant();
    }
}
