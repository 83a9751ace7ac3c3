package dev.tidemark.frontend.explore;

import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.charts.Measured;
import dev.tidemark.frontend.charts.Shown;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks inquiries in somebody's name. Thread-safe; blocking. */
public final class Asking {

    private static final int SUGGESTIONS = 200;
    private static final Purpose EXPORT = new Purpose(null, "export from the Explore page");

    private final Catalogs catalogs;
    private final Questions questions;
    private final Asker asker;

    public Asking(Catalogs catalogs, Questions questions, Asker asker) {
        this.catalogs = catalogs;
        this.questions = questions;
        this.asker = asker;
    }

    /**
     * @throws dev.tidemark.problems.ProblemException as the router does
     */
    public Shown ask(Inquiry inquiry, Purpose purpose) {
        Instant now = Instant.now();
        Answer answer = questions.ask(query(inquiry, now, purpose), asker);
        ZoneId zone = inquiry.zoneOr(ownZone(inquiry));
        return new Shown(
                answer,
                inquiry.metrics().stream().map(name -> measured(inquiry, name)).toList(),
                inquiry.grain(),
                zone,
                inquiry.start(now, zone),
                inquiry.range().end(now, zone),
                Optional.ofNullable(inquiry.earlier()));
    }

    /** The same question again, now, as a file for a spreadsheet. */
    Export export(Inquiry inquiry) {
        return questions.export(query(inquiry, Instant.now(), EXPORT), asker, ExportFormat.SPREADSHEET_CSV);
    }

    Explanation explain(Inquiry inquiry) {
        return questions.explain(query(inquiry, Instant.now(), Purpose.NONE), asker);
    }

    Supposed whatIf(Inquiry inquiry, WhatIf otherwise) {
        return questions.whatIf(query(inquiry, Instant.now(), Purpose.NONE), otherwise, asker);
    }

    MetricQuery query(Inquiry inquiry, Instant now, Purpose purpose) {
        MetricQuery query = inquiry.query(now, ownZone(inquiry), purpose);
        Optional<SavedQuery> saved =
                saved(inquiry).filter(known -> inquiry.asksLike(Inquiry.of(catalog(inquiry), known)));
        return saved.map(known -> asked(query, known)).orElse(query);
    }

    /** By the name of a saved query; only its time is another one, and its order all of what is saved. */
    private static MetricQuery asked(MetricQuery query, SavedQuery known) {
        MetricQuery named = query.withWhere().withSavedQuery(known.name());
        boolean groupedAlike = Set.copyOf(query.groupBy()).equals(Set.copyOf(known.groupBy()));
        if (!groupedAlike) {
            return query;
        }
        return known.orderBy().isEmpty() ? named : named.withOrderBy();
    }

    /** The saved query that it was opened as, if there still is one. */
    Optional<SavedQuery> saved(Inquiry inquiry) {
        return catalogs.all().stream()
                .filter(known -> known.workspace().equals(inquiry.workspace()))
                .flatMap(known -> known.savedQueries().stream())
                .filter(query -> query.name().equals(inquiry.saved()))
                .findFirst();
    }

    private MetricCatalog catalog(Inquiry inquiry) {
        return catalogs.all().stream()
                .filter(known -> known.workspace().equals(inquiry.workspace()))
                .findFirst()
                .orElseThrow();
    }

    /** The same, with all that the saved query says when it names nothing itself; see {@code explore?saved=…}. */
    Inquiry complete(Inquiry inquiry) {
        return inquiry.metrics().isEmpty() && inquiry.groupBy().isEmpty()
                ? saved(inquiry)
                        .map(query -> Inquiry.of(catalog(inquiry), query))
                        .orElse(inquiry)
                : inquiry;
    }

    /** How it stands to what was saved. */
    SavedBar.Standing standing(Inquiry inquiry) {
        if (inquiry.saved().isEmpty()) {
            return SavedBar.Standing.NONE;
        }
        Optional<SavedQuery> query = saved(inquiry);
        if (query.isEmpty()) {
            return SavedBar.Standing.GONE;
        }
        return inquiry.asksLike(Inquiry.of(catalog(inquiry), query.get()))
                ? SavedBar.Standing.SAME
                : SavedBar.Standing.CHANGED;
    }

    /** The values of a dimension in the asked range, the ones with the most of the first metric before the others. */
    List<String> values(Inquiry inquiry, String dimension) {
        Inquiry about = Inquiry.about(inquiry.workspace(), inquiry.metrics().getFirst())
                .over(inquiry.range())
                .inZone(inquiry.zone())
                .by("", dimension)
                .ordered("", SUGGESTIONS);
        Purpose purpose = new Purpose(null, "values to filter by");
        return questions.ask(query(about, Instant.now(), purpose), asker).rows().stream()
                .map(row -> row.getFirst())
                .filter(value -> value != null)
                .map(String::valueOf)
                .toList();
    }

    Optional<ZoneId> ownZone(Inquiry inquiry) {
        return inquiry.metrics().stream()
                .flatMap(name -> entry(inquiry, name).stream())
                .flatMap(entry -> entry.metric().timeZone().stream())
                .findFirst();
    }

    private Measured measured(Inquiry inquiry, String name) {
        Optional<Catalogs.Entry> entry = entry(inquiry, name);
        return new Measured(
                name,
                entry.map(known -> known.metric().label()).orElse(name),
                entry.flatMap(known -> known.metric().unit()),
                entry.map(Catalogs.Entry::additive).orElse(false),
                entry.map(known -> known.metric().direction()).orElse(Metric.Direction.NEUTRAL));
    }

    private Optional<Catalogs.Entry> entry(Inquiry inquiry, String name) {
        return name.isBlank()
                ? Optional.empty()
                : catalogs.find(Optional.of(inquiry.workspace()), new MetricName(name));
    }
}
