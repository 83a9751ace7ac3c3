package dev.tidemark.catalog;

import dev.tidemark.catalog.internal.DashboardReader;
import dev.tidemark.catalog.internal.Nearest;
import dev.tidemark.problems.ProblemException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dashboards of one workspace at one commit, valid as a whole. Immutable.
 *
 * @param all in the order of their titles
 * @param problem what is wrong with newer files; these dashboards are then the last good ones
 */
public record Dashboards(String workspace, List<Dashboard> all, Optional<ProblemException> problem) {

    public Dashboards {
        all = all.stream().sorted(Comparator.comparing(Dashboard::title)).toList();
    }

    /**
     * @param catalog what the tiles may name
     * @param files the workspace's files, text by path; those below {@code dashboards/} are read
     * @param teams who may own one
     * @throws ProblemException {@link DashboardProblem#BROKEN_DASHBOARDS} with a fault for each wrong place
     */
    public static Dashboards of(MetricCatalog catalog, Map<String, String> files, Collection<String> teams) {
        return new Dashboards(catalog.workspace(), DashboardReader.read(catalog, files, teams), Optional.empty());
    }

    public static Dashboards none(String workspace) {
        return new Dashboards(workspace, List.of(), Optional.empty());
    }

    /** The same ones, while newer files have this problem. */
    public Dashboards but(ProblemException newer) {
        return new Dashboards(workspace, all, Optional.of(newer));
    }

    public Optional<Dashboard> find(String name) {
        return all.stream().filter(dashboard -> dashboard.name().equals(name)).findFirst();
    }

    /**
     * @throws ProblemException {@link DashboardProblem#UNKNOWN_DASHBOARD} with the nearest names
     */
    public Dashboard dashboard(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(
                        DashboardProblem.UNKNOWN_DASHBOARD,
                        workspace,
                        name,
                        Nearest.advice(name, all.stream().map(Dashboard::name).toList())));
    }

    /** Those with a tile of the metric. */
    public List<Dashboard> showing(MetricName metric) {
        return all.stream().filter(dashboard -> dashboard.shows(metric)).toList();
    }
}
