package dev.tidemark.router.policy;

import dev.tidemark.catalog.MetricCatalog;

/** Knows the policies that belong to a catalog: those of the same commit. */
@FunctionalInterface
public interface PolicyBook {

    /** Never lenient: for a catalog whose policies cannot be used, policies that refuse every question. */
    Policies of(MetricCatalog catalog);

    /** Everything is open, for workspaces that have no policies at all. */
    static PolicyBook open() {
        return catalog -> Policies.OPEN;
    }
}
