package dev.tidemark.frontend;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.frontend.rollups.RollupDesk;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Rollups.Known;
import dev.tidemark.router.Rollups.Used;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import dev.tidemark.router.usage.UsageReport.TableUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rollups of the demo company, in quarantine until it is released. */
final class FakeRollups implements RollupDesk {

    private final MetricCatalog catalog;
    private ProofRun run = new ProofRun.Agreed(List.of(), 0);
    private boolean quarantined;

    FakeRollups(MetricCatalog catalog) {
        this.catalog = catalog;
        reset();
    }

    void reset() {
        quarantined = true;
        run = new ProofRun.Agreed(List.of("orders", "revenue"), 1_234);
    }

    void willSay(ProofRun next) {
        run = next;
    }

    boolean quarantined() {
        return quarantined;
    }

    @Override
    public List<Row> all() {
        Instant since = Instant.parse("2026-11-26T08:00:00Z");
        RollupStanding standing = new RollupStanding(
                8,
                7,
                Optional.of(since),
                quarantined ? Optional.of(since) : Optional.empty(),
                quarantined ? Optional.of("2 groups of 40 differ") : Optional.empty());
        Used used = new Used(
                Optional.of(new TableUse("warehouse", "model.agg_daily_revenue", 20, 40_000, 100)),
                Optional.of(new TableUse("warehouse", "model.fact_orders", 5, 5_000_000, 250)));
        return catalog.models().stream()
                .flatMap(model -> model.bindings().stream()
                        .flatMap(binding -> binding.rollup().stream()
                                .map(rollup -> new Row(
                                        new Known("storefront", model, binding, rollup),
                                        standing,
                                        used,
                                        quarantined ? Optional.of(12L) : Optional.empty()))))
                .toList();
    }

    @Override
    public ProofRun prove(RollupName rollup, Asker asker) {
        return run;
    }

    @Override
    public void release(RollupName rollup, Asker asker) {
        quarantined = false;
    }
}
