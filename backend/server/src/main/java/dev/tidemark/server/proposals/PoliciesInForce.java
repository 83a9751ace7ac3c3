package dev.tidemark.server.proposals;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.router.policy.PolicyBook;
import java.util.Optional;
import java.util.function.Supplier;

/** The policies in force, for metrics that are only proposed: nobody sees more by proposing other policies. */
record PoliciesInForce(Supplier<Definitions> definitions, MaskHash hash) implements PolicyBook {

    @Override
    public Policies of(MetricCatalog catalog) {
        Optional<Workspace> workspace = definitions.get().workspace(catalog.workspace());
        if (workspace.isEmpty()) {
            return PolicyBook.open().of(catalog);
        }
        try {
            return Policies.of(workspace.get().policies(), catalog, hash);
        } catch (ProblemException e) {
            return Policies.refusing(e);
        }
    }
}
