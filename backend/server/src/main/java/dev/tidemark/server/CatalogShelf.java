package dev.tidemark.server;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.router.policy.PolicyBook;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metric catalogs of the commit in force with the policies that belong to them, read once per commit. A workspace whose
 * metrics or policies are broken keeps its last good ones, both of the same commit; without good policies it answers nothing.
 */
final class CatalogShelf implements Supplier<Map<String, MetricCatalog>>, PolicyBook {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogShelf.class);

    private record Shelf(String commit, Map<String, MetricCatalog> catalogs) {}

    private final Supplier<Definitions> definitions;
    private final MaskHash hash;

    /** By identity: a question keeps the catalog it began with while the next commit comes in. */
    private final Map<MetricCatalog, Policies> policies = new WeakHashMap<>();

    private volatile @Nullable Shelf shelf;

    CatalogShelf(Supplier<Definitions> definitions, MaskHash hash) {
        this.definitions = definitions;
        this.hash = hash;
    }

    @Override
    public Map<String, MetricCatalog> get() {
        Definitions now = definitions.get();
        Shelf current = shelf;
        return current != null && current.commit().equals(now.commit()) ? current.catalogs() : read(now);
    }

    @Override
    public synchronized Policies of(MetricCatalog catalog) {
        Policies known = policies.get(catalog);
        if (known == null) {
            throw new IllegalArgumentException("a catalog from elsewhere: " + catalog.workspace());
        }
        return known;
    }

    private synchronized Map<String, MetricCatalog> read(Definitions now) {
        Shelf before = shelf;
        if (before != null && before.commit().equals(now.commit())) {
            return before.catalogs();
        }
        Map<String, MetricCatalog> catalogs = new HashMap<>();
        now.workspaces().forEach(workspace -> {
            MetricCatalog old = before == null ? null : before.catalogs().get(workspace.name());
            MetricCatalog read = read(workspace, now.commit(), old);
            if (read != null) {
                catalogs.put(workspace.name(), read);
            }
        });
        shelf = new Shelf(now.commit(), Map.copyOf(catalogs));
        return Map.copyOf(catalogs);
    }

    private @Nullable MetricCatalog read(Workspace workspace, String commit, @Nullable MetricCatalog before) {
        MetricCatalog catalog = null;
        try {
            catalog = MetricCatalog.of(workspace.name(), commit, workspace.metricFiles());
            policies.put(catalog, Policies.of(workspace.policies(), catalog, hash));
            return catalog;
        } catch (ProblemException e) {
            LOG.warn(
                    "The {} of {} in commit {} are not taken: {} {}",
                    catalog == null ? "metrics" : "policies",
                    workspace.name(),
                    commit,
                    e.detail(),
                    e.faults().stream()
                            .map(fault -> fault.pointer() + " " + fault.detail())
                            .collect(Collectors.joining("; ")));
            if (before == null && catalog != null) {
                policies.put(catalog, Policies.refusing(e));
                return catalog;
            }
            return before;
        }
    }
}
