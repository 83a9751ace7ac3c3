package dev.tidemark.router;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupBook;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import dev.tidemark.router.usage.UsageReport;
import dev.tidemark.router.usage.UsageReport.TableUse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tables of sums: which there are, how each stands and what it did, its proof and its release. Thread-safe; blocking. */
public final class Rollups {

    /** How far back their use is counted. */
    public static final Duration COUNTED = Duration.ofDays(30);

    private final Supplier<Map<String, MetricCatalog>> catalogs;
    private final RollupBook book;
    private final Router router;
    private final UsageReport usage;
    private final Clock clock;

    public Rollups(
            Supplier<Map<String, MetricCatalog>> catalogs,
            RollupBook book,
            Router router,
            UsageReport usage,
            Clock clock) {
        this.catalogs = catalogs;
        this.book = book;
        this.router = router;
        this.usage = usage;
        this.clock = clock;
    }

    /** A rollup as it is defined. */
    public record Known(String workspace, SemanticModel model, Binding binding, Rollup rollup) {

        public RollupName name() {
            return new RollupName(workspace, binding.id());
        }

        /** The tables with the rows themselves. */
        public List<Binding> rows() {
            return model.bindings().stream()
                    .filter(other -> other.rollup().isEmpty())
                    .toList();
        }
    }

    /**
     * What answers read from a rollup within {@link #COUNTED}, and from the rows of its model in the same store.
     *
     * @param own empty when nothing was answered from it
     * @param rows empty when nothing was answered from these
     */
    public record Used(Optional<TableUse> own, Optional<TableUse> rows) {}

    /** In the order of their workspaces and definitions. */
    public List<Known> all() {
        List<Known> all = new ArrayList<>();
        new TreeMap<>(catalogs.get())
                .forEach((workspace, catalog) -> catalog.models()
                        .forEach(model -> model.bindings()
                                .forEach(binding -> binding.rollup()
                                        .ifPresent(rollup -> all.add(new Known(workspace, model, binding, rollup))))));
        return all;
    }

    /**
     * @throws ProblemException {@link RoutingProblem#UNKNOWN_ROLLUP}
     */
    public Known require(RollupName name) {
        return all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(RoutingProblem.UNKNOWN_ROLLUP, name));
    }

    public RollupStanding standing(Known rollup) {
        return book.standings().getOrDefault(rollup.name(), RollupStanding.NEVER_COMPARED);
    }

    public Used used(Known rollup) {
        List<TableUse> uses = usage.tables(rollup.workspace(), clock.instant().minus(COUNTED));
        String store = rollup.binding().store();
        return new Used(
                uses.stream()
                        .filter(use -> use.isOf(store, rollup.binding().table()))
                        .findFirst(),
                uses.stream()
                        .filter(use -> rollup.rows().stream()
                                .anyMatch(rows -> rows.store().equals(store) && use.isOf(store, rows.table())))
                        .findFirst());
    }

    /**
     * Asks it and its rows the same about all of its time, now, and writes down what comes of it. A difference puts it into quarantine; agreement
     * does not let it out, see {@link #release}.
     *
     * @throws ProblemException {@link RoutingProblem#UNKNOWN_ROLLUP}
     */
    public ProofRun prove(RollupName name, Asker asker) {
        return router.prove(require(name), asker);
    }

    /**
     * Lets it answer again.
     *
     * @throws ProblemException {@link RoutingProblem#UNKNOWN_ROLLUP}
     */
    public RollupStanding release(RollupName name) {
        Known known = require(name);
        book.release(name);
        return standing(known);
    }
}
