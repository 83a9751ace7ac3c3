package dev.tidemark.server.rollups;

import dev.tidemark.frontend.rollups.RollupDesk;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Subject;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Rollups;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.server.security.Role;
import dev.tidemark.server.security.SecurityProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Rollups as the pages see them, for a person of the portal.
 *
 * @param open the unresolved incidents
 * @param complete adds the roles that a person's roles imply
 */
record RollupCounter(Rollups rollups, Supplier<List<Incident>> open, UnaryOperator<Asker> complete)
        implements RollupDesk {

    @Override
    public List<Row> all() {
        return rollups.all().stream()
                .map(known -> new Row(known, rollups.standing(known), rollups.used(known), incident(known.name())))
                .toList();
    }

    private Optional<Long> incident(RollupName name) {
        Subject subject = new Subject(Subject.Kind.ROLLUP, name.toString());
        return open.get().stream()
                .filter(incident -> incident.subject().equals(subject))
                .map(Incident::id)
                .findFirst();
    }

    @Override
    public ProofRun prove(RollupName rollup, Asker asker) {
        return rollups.prove(rollup, builder(asker));
    }

    @Override
    public void release(RollupName rollup, Asker asker) {
        builder(asker);
        rollups.release(rollup);
    }

    /** The pages hide the buttons from others; this is what holds. */
    private Asker builder(Asker asker) {
        Asker whole = complete.apply(asker);
        if (!whole.roles().contains(Role.BUILDER.name())) {
            throw new ProblemException(SecurityProblem.FORBIDDEN, "Comparing and releasing a rollup");
        }
        return whole;
    }
}
