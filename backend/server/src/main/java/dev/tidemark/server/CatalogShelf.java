package dev.tidemark.server;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.problems.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metric catalogs of the commit in force, read once per commit; a workspace whose metrics are broken keeps its last good ones. */
final class CatalogShelf implements Supplier<Map<String, MetricCatalog>> {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogShelf.class);

    private record Shelf(String commit, Map<String, MetricCatalog> catalogs) {}

    private final Supplier<Definitions> definitions;

    private volatile @Nullable Shelf shelf;

    CatalogShelf(Supplier<Definitions> definitions) {
        this.definitions = definitions;
    }

    @Override
    public Map<String, MetricCatalog> get() {
        Definitions now = definitions.get();
        Shelf current = shelf;
        return current != null && current.commit().equals(now.commit()) ? current.catalogs() : read(now);
    }

    private synchronized Map<String, MetricCatalog> read(Definitions now) {
        Shelf before = shelf;
        if (before != null && before.commit().equals(now.commit())) {
            return before.catalogs();
        }
        Map<String, MetricCatalog> catalogs = new HashMap<>();
        now.workspaces().forEach(workspace -> {
            try {
                catalogs.put(
                        workspace.name(), MetricCatalog.of(workspace.name(), now.commit(), workspace.metricFiles()));
            } catch (ProblemException e) {
                LOG.warn(
                        "The metrics of {} in commit {} are not taken: {} {}",
                        workspace.name(),
                        now.commit(),
                        e.detail(),
                        e.faults());
                if (before != null && before.catalogs().containsKey(workspace.name())) {
                    catalogs.put(workspace.name(), before.catalogs().get(workspace.name()));
                }
            }
        });
        shelf = new Shelf(now.commit(), Map.copyOf(catalogs));
        return Map.copyOf(catalogs);
    }
}
