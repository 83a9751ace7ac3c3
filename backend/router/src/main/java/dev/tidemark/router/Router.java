package dev.tidemark.router;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.export.ExportSettings;
import dev.tidemark.router.internal.Delivery;
import dev.tidemark.router.internal.Desk;
import dev.tidemark.router.internal.Supposition;
import dev.tidemark.router.policy.PolicyBook;
import dev.tidemark.router.policy.PolicyProblem;
import dev.tidemark.router.policy.Ruling;
import dev.tidemark.router.quota.QuotaProblem;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.usage.Usage;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers questions about metrics, each from the store or stores that are right for it. Thread-safe. */
public final class Router {

    private final Supplier<Map<String, MetricCatalog>> catalogs;
    private final Safeguards safeguards;
    private final Clock clock;
    private final Desk desk;
    private final String currency;
    private final ExportSettings exporting;
    private final Semaphore exports;

    /** With stores that stay the same. */
    public Router(
            Supplier<Map<String, MetricCatalog>> catalogs,
            List<Store> stores,
            PriceBook prices,
            RouterSettings settings,
            Safeguards safeguards,
            Clock clock) {
        this(catalogs, () -> stores, prices, settings, safeguards, clock);
    }

    /**
     * @param catalogs by workspace, as they are now
     * @param stores as they are now: the built-in ones and those that people connected
     */
    public Router(
            Supplier<Map<String, MetricCatalog>> catalogs,
            Supplier<List<Store>> stores,
            PriceBook prices,
            RouterSettings settings,
            Safeguards safeguards,
            Clock clock) {
        this.catalogs = catalogs;
        this.safeguards = safeguards;
        this.clock = clock;
        this.currency = prices.currency();
        this.exporting = settings.exports();
        this.exports = new Semaphore(exporting.atOnce());
        this.desk = new Desk(stores, prices, settings, safeguards.rollups(), safeguards.incidents(), clock);
    }

    /**
     * Answers exactly, or says why not.
     *
     * @throws ProblemException a {@link RoutingProblem}, {@link CatalogProblem}, {@link PolicyProblem}, {@link QuotaProblem} or the store's own problem
     */
    public Answer answer(MetricQuery asked, Asker asker) {
        long began = System.nanoTime();
        MetricQuery query = asked;
        try {
            MetricCatalog catalog = catalog(query.workspace());
            query = meant(asked, catalog);
            safeguards.quotas().admit(query.workspace(), asker);
            Answer answer = desk.answer(catalog, safeguards.ruling(catalog, asker), query, asker);
            safeguards.receipts().accept(answer.receipt());
            safeguards.asked(Usage.answered(query, asker, answer, since(began)));
            return answer;
        } catch (RuntimeException e) {
            refused(query, asker, e, since(began));
            throw e;
        }
    }

    /**
     * Answers as {@link #answer} does, with a file of up to {@link ExportSettings#maxRows} rows. What can refuse the question
     * refuses it here; what happens while rows are on their way is thrown by {@link Export#writeTo}.
     *
     * @throws ProblemException what an answer throws, {@link RoutingProblem#EXPORT_TOO_LARGE}, {@link RoutingProblem#EXPORTS_BUSY}
     */
    public Export export(MetricQuery asked, Asker asker, ExportFormat format) {
        long began = System.nanoTime();
        MetricQuery query = asked;
        if (!exports.tryAcquire()) {
            throw new ProblemException(RoutingProblem.EXPORTS_BUSY, exporting.atOnce()).withRetryAfter(exportsRetry());
        }
        try {
            MetricCatalog catalog = catalog(query.workspace());
            query = meant(asked, catalog);
            safeguards.quotas().admit(query.workspace(), asker);
            Delivery delivery = desk.deliver(catalog, safeguards.ruling(catalog, asker), query, asker);
            return new Export(query, asker, format, delivery, safeguards, exports::release, began);
        } catch (RuntimeException e) {
            exports.release();
            refused(query, asker, e, since(began));
            throw e;
        }
    }

    private static Duration exportsRetry() {
        return Duration.ofSeconds(30);
    }

    private MetricQuery meant(MetricQuery asked, MetricCatalog catalog) {
        asked.demands().check(currency);
        if (asked.savedQuery() == null) {
            return asked.withAliasesResolved();
        }
        SavedQuery saved = catalog.savedQuery(asked.savedQuery());
        return asked.with(saved, clock.instant(), zone(asked, saved, catalog)).withAliasesResolved();
    }

    /** Compares a rollup with its rows; all of them count, whatever the asker may see, as only numbers of groups are told. */
    ProofRun prove(Rollups.Known rollup, Asker asker) {
        MetricCatalog catalog = catalog(rollup.workspace());
        return desk.prove(catalog, PolicyBook.open().of(catalog).ruling(asker), rollup, asker);
    }

    /** By whose days a saved time range is meant; a name that is no zone is refused with the rest of the question. */
    private static ZoneId zone(MetricQuery asked, SavedQuery saved, MetricCatalog catalog) {
        try {
            return asked.timeZone() == null
                    ? saved.metrics().stream()
                            .flatMap(name -> catalog.find(new MetricName(name)).stream())
                            .flatMap(metric -> metric.timeZone().stream())
                            .findFirst()
                            .orElse(ZoneOffset.UTC)
                    : ZoneId.of(asked.timeZone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** What refused the question is what its asker must see, even when it cannot be written down. */
    private void refused(MetricQuery query, Asker asker, RuntimeException reason, Duration took) {
        String code =
                reason instanceof ProblemException problem ? problem.problem().code() : "internal-error";
        try {
            safeguards.asked(Usage.refused(query, asker, code, clock.instant(), took));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Decides as {@link #answer} would, and runs nothing.
     *
     * @throws ProblemException as {@link #answer} would
     */
    public Explanation explain(MetricQuery asked, Asker asker) {
        MetricCatalog catalog = catalog(asked.workspace());
        MetricQuery query = meant(asked, catalog);
        return desk.explain(catalog, safeguards.ruling(catalog, asker), query, asker);
    }

    /**
     * Decides as {@link #answer} would, as things are and as they are supposed to be; each of the two may be a refusal. Only the size of a supposed rollup is
     * measured, by a question of its own that is written down and paid for like any other.
     *
     * @throws ProblemException what is wrong with the supposition
     */
    public Supposed whatIf(MetricQuery asked, WhatIf otherwise, Asker asker) {
        MetricCatalog catalog = catalog(asked.workspace());
        MetricQuery query = meant(asked, catalog);
        MetricQuery relaxed = otherwise.maxStaleness() == null
                ? query
                : query.withDemands(query.demands().withMaxStaleness(otherwise.maxStaleness()));
        relaxed.demands().check(currency);
        Ruling ruling = safeguards.ruling(catalog, asker);
        safeguards.quotas().admit(query.workspace(), asker);
        Supposition supposition = otherwise.rollup() == null
                ? desk.supposeNothing(catalog)
                : desk.suppose(catalog, ruling, query, asker, otherwise.rollup(), probed -> {
                    safeguards.receipts().accept(probed.receipt());
                    safeguards.asked(Usage.answered(query, asker, probed, Duration.ZERO));
                });
        List<String> sentences = new ArrayList<>(supposition.sentences());
        if (otherwise.rollup() != null && sentences.isEmpty()) {
            sentences.add("no rollup: nothing that is asked for adds up, or its rows are not in that store");
        }
        otherwise.away().forEach(store -> sentences.add("the " + store + " store does not answer"));
        if (otherwise.maxStaleness() != null) {
            sentences.add("at most " + otherwise.maxStaleness() + " behind");
        }
        return Supposed.of(
                sentences,
                Supposed.Outcome.of(() -> desk.explain(catalog, ruling, query, asker)),
                Supposed.Outcome.of(
                        () -> desk.explain(supposition, Set.copyOf(otherwise.away()), ruling, relaxed, asker)));
    }

    /** Lets estimates start from what earlier answers took, the oldest first. */
    public void learn(List<SpanUse> earlier) {
        desk.learn(earlier);
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_WORKSPACE}
     */
    public MetricCatalog catalog(String workspace) {
        Map<String, MetricCatalog> all = catalogs.get();
        MetricCatalog catalog = all.get(workspace);
        if (catalog == null) {
            throw new ProblemException(
                    CatalogProblem.UNKNOWN_WORKSPACE,
                    workspace,
                    all.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return catalog;
    }
}
