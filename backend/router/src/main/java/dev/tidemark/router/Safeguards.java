package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.policy.PolicyBook;
import dev.tidemark.router.policy.Ruling;
import dev.tidemark.router.quota.Quotas;
import dev.tidemark.router.rollup.RollupProof;
import dev.tidemark.router.usage.Usage;
import java.util.function.Consumer;

/**
 * What stands between people and the stores. Every question passes it, whichever door it came through.
 *
 * @param policies who may see what
 * @param quotas how much teams may ask
 * @param rollups how tables of sums are proven
 * @param receipts told of every receipt
 * @param usage told of every question, answered or refused
 * @param incidents what answers have to say of what they rest on
 */
public record Safeguards(
        PolicyBook policies,
        Quotas quotas,
        RollupProof rollups,
        Consumer<Receipt> receipts,
        Consumer<Usage> usage,
        KnownIncidents incidents) {

    /** Everything is open and nothing is remembered. */
    public static final Safeguards NONE = new Safeguards(
            PolicyBook.open(), Quotas.none(), RollupProof.none(), receipt -> {}, usage -> {}, KnownIncidents.NONE);

    public Safeguards withPolicies(PolicyBook newPolicies) {
        return new Safeguards(newPolicies, quotas, rollups, receipts, usage, incidents);
    }

    public Safeguards withQuotas(Quotas newQuotas) {
        return new Safeguards(policies, newQuotas, rollups, receipts, usage, incidents);
    }

    public Safeguards withReceipts(Consumer<Receipt> newReceipts) {
        return new Safeguards(policies, quotas, rollups, newReceipts, usage, incidents);
    }

    public Safeguards withUsage(Consumer<Usage> newUsage) {
        return new Safeguards(policies, quotas, rollups, receipts, newUsage, incidents);
    }

    public Safeguards withRollups(RollupProof newRollups) {
        return new Safeguards(policies, quotas, newRollups, receipts, usage, incidents);
    }

    public Safeguards withIncidents(KnownIncidents newIncidents) {
        return new Safeguards(policies, quotas, rollups, receipts, usage, newIncidents);
    }

    Ruling ruling(MetricCatalog catalog, Asker asker) {
        return policies.of(catalog).ruling(asker);
    }

    /** Writes a question down, and counts it for its team. */
    public void asked(Usage question) {
        usage.accept(question);
        quotas.add(question);
    }
}
