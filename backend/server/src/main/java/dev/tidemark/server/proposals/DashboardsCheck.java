package dev.tidemark.server.proposals;

import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricChange;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Whether the dashboards would still find what they show, and which of them show a number that changes. */
final class DashboardsCheck implements ProposalCheck {

    @Override
    public String name() {
        return "dashboards";
    }

    @Override
    public Outcome look(Change change) {
        List<Finding> findings = new ArrayList<>();
        change.workspacesAfter().stream()
                .filter(workspace -> change.workspaces().contains(workspace.name()))
                .forEach(workspace -> look(workspace, change, findings));
        return new Outcome(findings, List.of());
    }

    private static void look(Workspace workspace, Change change, List<Finding> findings) {
        MetricCatalog after;
        try {
            after = MetricsCheck.catalog(workspace.name(), change.after());
        } catch (ProblemException e) {
            // That the metrics cannot be read is said by their own check.
            return;
        }
        try {
            Dashboards dashboards = Dashboards.of(
                    after,
                    workspace.files(),
                    workspace.teams().stream().map(Team::name).toList());
            MetricCatalog before = MetricsCheck.catalogInForce(workspace.name(), change);
            MetricChange.between(before, after).stream()
                    .filter(metric -> metric.kind().compareTo(MetricChange.Kind.ADDITIVE) > 0)
                    .forEach(metric ->
                            dashboards.showing(metric.name()).forEach(board -> findings.add(shows(board, metric))));
        } catch (ProblemException e) {
            e.faults()
                    .forEach(fault ->
                            findings.add(Finding.fault(workspace.name() + "/" + fault.pointer(), fault.detail())));
        }
    }

    private static Finding shows(Dashboard board, MetricChange metric) {
        return Finding.note(
                "dashboard " + board.name(),
                "“" + board.title() + "” shows " + metric.name() + ", which "
                        + metric.differences().getFirst() + ".");
    }
}
