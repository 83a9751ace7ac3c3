package dev.tidemark.server.incidents;

import dev.tidemark.frontend.incidents.IncidentDesk;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.OpenIncidents;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Step;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.server.security.Role;
import dev.tidemark.server.security.SecurityProblem;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Incidents as the pages see them, for a person of the portal.
 *
 * @param complete adds the roles that a person's roles imply
 */
record IncidentCounter(Incidents incidents, OpenIncidents board, UnaryOperator<Asker> complete)
        implements IncidentDesk {

    @Override
    public int open() {
        return board.now().size();
    }

    @Override
    public List<Incident> list(IncidentQuery query) {
        return incidents.list(query);
    }

    @Override
    public Incident incident(long id) {
        return incidents.get(id);
    }

    @Override
    public List<Step> trail(long id) {
        return incidents.trail(id);
    }

    @Override
    public List<Delivery> told(long id) {
        return incidents.told(id);
    }

    @Override
    public void acknowledge(long id, String words, Asker asker) {
        incidents.acknowledge(id, builder(asker), words);
    }

    @Override
    public void assign(long id, String to, Asker asker) {
        incidents.assign(id, to, builder(asker));
    }

    @Override
    public void resolve(long id, Resolution resolution, String words, Asker asker) {
        incidents.resolve(id, resolution, builder(asker), words);
    }

    @Override
    public void comment(long id, String words, Asker asker) {
        incidents.comment(id, builder(asker), words);
    }

    /** The name of a builder. */
    private String builder(Asker asker) {
        if (!complete.apply(asker).roles().contains(Role.BUILDER.name())) {
            throw new ProblemException(SecurityProblem.FORBIDDEN, "what is done about incidents");
        }
        return asker.user();
    }
}
