package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.router.Reason;
import dev.tidemark.router.internal.RollupFit.Refusal;
import dev.tidemark.router.rollup.RollupBook;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.util.Optional;

/** Which bindings are candidates at all, before anything is known about their tables. */
@FunctionalInterface
interface Gate {

    Optional<Refusal> refusal(String workspace, SemanticModel model, Binding binding);

    /** All but rollups that are in quarantine, or may be. */
    static Gate of(RollupBook book) {
        return (workspace, model, binding) ->
                binding.rollup().flatMap(rollup -> refusal(book.of(new RollupName(workspace, binding.id()))));
    }

    private static Optional<Refusal> refusal(Optional<RollupStanding> standing) {
        return standing.isEmpty()
                ? Optional.of(new Refusal(Reason.UNAVAILABLE, "whether it is in quarantine cannot be read"))
                : standing.get().incident().map(incident -> new Refusal(Reason.QUARANTINED, incident));
    }

    /** Only tables with the rows themselves. */
    static Gate rowsOnly() {
        return (workspace, model, binding) ->
                binding.rollup().map(rollup -> new Refusal(Reason.ROUTE, "the rows themselves are asked"));
    }

    /** Only one binding of a model; for other models only rows. */
    static Gate only(SemanticModel wanted, Binding only) {
        return (workspace, model, binding) -> model.name().equals(wanted.name())
                ? Optional.of(new Refusal(Reason.ROUTE, only.id() + " is asked"))
                        .filter(refusal -> !binding.id().equals(only.id()))
                : rowsOnly().refusal(workspace, model, binding);
    }
}
