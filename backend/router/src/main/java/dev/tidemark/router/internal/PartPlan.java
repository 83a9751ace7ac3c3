package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Filter;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Span;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.sql.SqlProblem;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The queries of one part, compiled. */
record PartPlan(Part part, List<PlannedScan> scans, List<MetricSql> sql, List<TableUse> uses) {

    /** Beyond any event time; open ends of a span are pruned by these. */
    private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    PartPlan {
        scans = List.copyOf(scans);
        sql = List.copyOf(sql);
        uses = List.copyOf(uses);
    }

    static PartPlan of(
            Question question, ModelGroup group, Part part, boolean stitched, RouterSettings limits, PlanCache plans) {
        Scans scans = new Scans(question, group, part, limits);
        try {
            List<PlannedScan> planned = new ArrayList<>(scans.all(stitched));
            scans.rows().ifPresent(planned::add);
            return compiled(part, scans, planned, plans);
        } catch (ProblemException e) {
            throw e.problem() == SqlProblem.INVALID_SQL
                            && !group.reading().where().isEmpty()
                    ? badFilter(question, e)
                    : e;
        }
    }

    /** What definitions say was checked when they were read, so the fault is in what the caller wrote. */
    private static ProblemException badFilter(Question question, ProblemException fault) {
        String filters = question.where().stream().map(Filter::text).collect(Collectors.joining("” and “"));
        String column = fault.faults().isEmpty()
                ? "1"
                : fault.faults().getFirst().pointer().replaceFirst("^.*:", "");
        String reason = fault.detail().replaceFirst("^Line \\d+, column \\d+: ", "");
        return new ProblemException(CatalogProblem.BAD_FILTER, column, "“" + filters + "”", reason)
                .withFault("/where", reason)
                .because(fault);
    }

    /**
     * The late rows of a batch part, asked of the real-time part of the same model.
     *
     * @param boundary rows with an event time before it are the batch part's
     * @param tide rows that arrived from then on are late for it
     */
    static PartPlan late(
            Question question,
            ModelGroup group,
            Part realtime,
            Instant boundary,
            Instant tide,
            String arrivalColumn,
            RouterSettings limits,
            PlanCache plans) {
        Part before = realtime.over(group.reading().span().before(boundary));
        Scans scans = new Scans(question, group, before, limits);
        return compiled(before, scans, scans.late(tide, arrivalColumn), plans);
    }

    private static PartPlan compiled(Part part, Scans scans, List<PlannedScan> planned, PlanCache plans) {
        List<MetricSql> sql = planned.stream()
                .map(scan -> plans.compile(scan.scan(), part.store().flavor()))
                .toList();
        List<TableUse> uses = new ArrayList<>();
        uses.add(new TableUse(part.state().table(), part.state().snapshot(), prune(part.span(), scans.timeColumn())));
        for (TableState joined : scans.joinedTables()) {
            uses.add(new TableUse(joined.table(), joined.snapshot(), Optional.empty()));
        }
        return new PartPlan(part, planned, sql, uses.stream().distinct().toList());
    }

    private static Optional<TimeRange> prune(TimeSpan span, Optional<String> column) {
        if (span.start() == null && span.end() == null) {
            return Optional.empty();
        }
        Instant from = span.start() == null ? ALWAYS : span.start();
        Instant to = span.end() == null ? NEVER : span.end();
        return column.map(name -> new TimeRange(name, from, to));
    }

    /** What a store may return when its rows are handed over one by one; one that cannot do so has all of them in memory. */
    static RouterSettings streaming(Store store, RouterSettings settings) {
        return store.streams() ? settings.streaming() : settings;
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    StoreQuery query(int scan, Duration timeout, RouterSettings limits) {
        int most = scans.get(scan).values() ? limits.maxDistinctValues() : limits.maxRows();
        return new StoreQuery(sql.get(scan).sql(), sql.get(scan).parameters(), uses, timeout, most);
    }

    Span span(long rows, long bytes, Duration elapsed, Instant now) {
        boolean pinned = part.state().snapshot().isPresent();
        return new Span(
                part.store().name().word(),
                part.store().engine(),
                part.binding().table(),
                pinned ? part.state().snapshot().getAsLong() : null,
                pinned || part.state().offsets().isEmpty()
                        ? null
                        : new LinkedHashMap<>(part.state().offsets()),
                part.span().start(),
                part.span().end(),
                rows,
                bytes,
                elapsed.toMillis(),
                sql.stream().map(MetricSql::sql).collect(Collectors.joining(";\n\n")),
                Estimates.expectedBytes(part, now));
    }
}
