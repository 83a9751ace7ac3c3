package dev.tidemark.server.proposals;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import java.util.ArrayList;
import java.util.List;

/** Whether the policies would still hold over the metrics as they would be; a workspace whose policies do not answers nothing. */
record PoliciesCheck(MaskHash hash) implements ProposalCheck {

    @Override
    public String name() {
        return "policies";
    }

    @Override
    public Outcome look(Change change) {
        List<Finding> findings = new ArrayList<>();
        change.workspacesAfter().stream()
                .filter(workspace -> change.workspaces().contains(workspace.name()))
                .forEach(workspace -> look(workspace, change, findings));
        return new Outcome(findings, List.of());
    }

    private void look(Workspace workspace, Change change, List<Finding> findings) {
        MetricCatalog catalog;
        try {
            catalog = MetricsCheck.catalog(workspace.name(), change.after());
        } catch (ProblemException e) {
            // That the metrics cannot be read is said by their own check.
            return;
        }
        try {
            Policies.of(workspace.policies(), catalog, hash);
        } catch (ProblemException e) {
            e.faults()
                    .forEach(fault ->
                            findings.add(Finding.fault(workspace.name() + "/" + fault.pointer(), fault.detail())));
        }
    }
}
