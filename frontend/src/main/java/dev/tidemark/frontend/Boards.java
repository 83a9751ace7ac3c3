package dev.tidemark.frontend;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The dashboards of all workspaces, as they are at the moment of the call. */
public final class Boards {

    private final Supplier<List<Dashboards>> current;

    public Boards(Supplier<List<Dashboards>> current) {
        this.current = current;
    }

    /** A dashboard with the workspace it stands in. */
    public record Entry(String workspace, Dashboard dashboard) {

        /** Where it can be seen. */
        public String address() {
            return "dashboards/" + workspace + "/" + dashboard.name();
        }
    }

    public List<Dashboards> all() {
        return current.get();
    }

    public List<Entry> entries() {
        return all().stream()
                .flatMap(of -> of.all().stream().map(dashboard -> new Entry(of.workspace(), dashboard)))
                .toList();
    }

    /** Those that show a metric. */
    public List<Entry> showing(String workspace, MetricName metric) {
        return all().stream()
                .filter(of -> of.workspace().equals(workspace))
                .flatMap(of -> of.showing(metric).stream().map(dashboard -> new Entry(workspace, dashboard)))
                .toList();
    }

    /**
     * @throws ProblemException {@code unknown-workspace} or {@code unknown-dashboard}, with the nearest names
     */
    public Entry require(String workspace, String name) {
        Dashboards dashboards = all().stream()
                .filter(of -> of.workspace().equals(workspace))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        CatalogProblem.UNKNOWN_WORKSPACE,
                        workspace,
                        all().stream().map(Dashboards::workspace).sorted().collect(Collectors.joining(", "))));
        return new Entry(workspace, dashboards.dashboard(name));
    }
}
