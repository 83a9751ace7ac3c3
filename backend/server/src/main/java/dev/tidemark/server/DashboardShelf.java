package dev.tidemark.server;

import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboards of the commit in force, read once per commit; a workspace whose dashboards are broken keeps its last good ones. */
final class DashboardShelf implements Supplier<List<Dashboards>> {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardShelf.class);

    private record Shelf(String commit, List<Dashboards> dashboards) {}

    private final Supplier<Definitions> definitions;
    private final Supplier<Map<String, MetricCatalog>> catalogs;

    private volatile @Nullable Shelf shelf;

    DashboardShelf(Supplier<Definitions> definitions, Supplier<Map<String, MetricCatalog>> catalogs) {
        this.definitions = definitions;
        this.catalogs = catalogs;
    }

    @Override
    public List<Dashboards> get() {
        Definitions now = definitions.get();
        Shelf current = shelf;
        return current != null && current.commit().equals(now.commit()) ? current.dashboards() : read(now);
    }

    private synchronized List<Dashboards> read(Definitions now) {
        Shelf before = shelf;
        if (before != null && before.commit().equals(now.commit())) {
            return before.dashboards();
        }
        List<Dashboards> read = new ArrayList<>();
        for (Workspace workspace : now.workspaces()) {
            MetricCatalog catalog = catalogs.get().get(workspace.name());
            if (catalog != null) {
                read.add(read(catalog, workspace, now.commit(), before));
            }
        }
        shelf = new Shelf(now.commit(), List.copyOf(read));
        return List.copyOf(read);
    }

    private static Dashboards read(MetricCatalog catalog, Workspace workspace, String commit, @Nullable Shelf before) {
        try {
            return Dashboards.of(
                    catalog,
                    workspace.files(),
                    workspace.teams().stream().map(Team::name).toList());
        } catch (ProblemException e) {
            LOG.warn("The dashboards of {} in commit {} are not taken: {}", workspace.name(), commit, e.faults());
            Optional<Dashboards> good = before == null
                    ? Optional.empty()
                    : before.dashboards().stream()
                            .filter(known -> known.workspace().equals(workspace.name()))
                            .findFirst();
            return good.orElseGet(() -> Dashboards.none(workspace.name())).but(e);
        }
    }
}
