package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rows of a part a scan takes. */
final class ScanConditions {

    private final Question question;
    private final ModelGroup group;
    private final Part part;
    private final PartTables tables;

    ScanConditions(Question question, ModelGroup group, Part part, PartTables tables) {
        this.question = question;
        this.group = group;
        this.part = part;
        this.tables = tables;
    }

    /** Those of the part, the question and some filters. */
    List<Condition> of(List<Filter> filters, BridgesOfScan over) {
        List<Filter> all = new ArrayList<>(group.reading().where());
        all.addAll(filters);
        List<Condition> conditions = own();
        conditions.addAll(named(tables.bridges().plain(all)));
        conditions.addAll(marks(all, over));
        return conditions;
    }

    /** The part's own: the rows of its model in its span. */
    List<Condition> own() {
        List<Condition> conditions = new ArrayList<>();
        part.binding()
                .where()
                .ifPresent(where -> conditions.add(new Condition.Rows(new Value(PartTables.MAIN, where))));
        within().ifPresent(conditions::add);
        return conditions;
    }

    /** Those of the question that bridges have no say in. */
    List<Condition> asked() {
        return named(tables.bridges().plain(group.reading().where()));
    }

    /** What a row fulfils to be behind a leaf, beside the plain conditions of the question. */
    List<Condition> fulfilled(List<Filter> filters, BridgesOfScan over) {
        List<Condition> conditions = named(tables.bridges().plain(filters));
        List<Filter> all = new ArrayList<>(group.reading().where());
        all.addAll(filters);
        conditions.addAll(marks(all, over));
        return conditions;
    }

    /** Of each bridge that some filters are about, whether one row behind it fulfils all of these. */
    private List<Condition> marks(List<Filter> filters, BridgesOfScan over) {
        List<Condition> marks = new ArrayList<>();
        tables.bridges()
                .behind(filters)
                .forEach((bridge, about) ->
                        marks.add(over.mark(bridge, named(about), about.stream().allMatch(this::holdsForNothing))));
        return marks;
    }

    private boolean holdsForNothing(Filter filter) {
        return Boolean.TRUE.equals(filter.condition().compute(name -> null, question.zone()));
    }

    private Optional<Condition> within() {
        Instant from = part.span().start();
        Instant to = part.span().end();
        if (from == null && to == null) {
            return Optional.empty();
        }
        Value time = tables.time();
        boolean date = tables.type(time).filter(SqlType.DATE::equals).isPresent();
        return Optional.of(
                date ? new Condition.Days(time, firstDay(from), firstDay(to)) : new Condition.Within(time, from, to));
    }

    /** The first day that begins at or after an instant. */
    private @Nullable LocalDate firstDay(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        ZoneId zone = part.binding().rollup().map(Rollup::zone).orElse(question.zone());
        LocalDate day = instant.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(instant) ? day.plusDays(1) : day;
    }

    private List<Condition> named(List<Filter> filters) {
        List<Condition> conditions = new ArrayList<>();
        for (Filter filter : filters) {
            Map<String, Operand> names = new HashMap<>();
            filter.condition().names().forEach(name -> names.put(name, tables.operand(name)));
            conditions.add(new Condition.Named(filter.condition(), names, question.zone()));
        }
        return conditions;
    }
}
