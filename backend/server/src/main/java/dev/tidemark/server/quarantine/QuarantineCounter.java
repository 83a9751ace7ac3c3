package dev.tidemark.server.quarantine;

import dev.tidemark.frontend.quarantine.QuarantineDesk;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.router.Asker;
import dev.tidemark.server.security.Role;
import dev.tidemark.server.security.SecurityProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The quarantine as the pages see it: for a person of the portal. Events may name people, so builders see them and nobody else.
 *
 * @param complete adds the roles that a person's roles imply
 */
record QuarantineCounter(Quarantine quarantine, UnaryOperator<Asker> complete) implements QuarantineDesk {

    private static final int NEWEST = 50;

    @Override
    public List<Cause> causes() {
        return quarantine.causes(Optional.empty());
    }

    @Override
    public Cause cause(String id) {
        return quarantine.cause(id);
    }

    @Override
    public List<HeldEvent> events(String cause, Asker asker) {
        builder(asker);
        return quarantine.events(cause, Optional.empty(), Long.MAX_VALUE, NEWEST);
    }

    @Override
    public Rehearsal rehearse(String cause, Repair repair, Asker asker) {
        builder(asker);
        return quarantine.rehearse(cause, repair);
    }

    @Override
    public Rehearsal rehearse(long id, String event, Asker asker) {
        builder(asker);
        return quarantine.rehearse(id, event);
    }

    @Override
    public Replay replay(String cause, Repair repair, String reason, Asker asker) {
        return quarantine.replay(cause, repair, builder(asker), reason);
    }

    @Override
    public Replay replay(long id, String event, String reason, Asker asker) {
        return quarantine.replay(id, event, builder(asker), reason);
    }

    @Override
    public void discard(String cause, String reason, Asker asker) {
        quarantine.discard(cause, builder(asker), reason);
    }

    @Override
    public List<Replay> replays(String cause) {
        return quarantine.replays(Optional.of(cause));
    }

    @Override
    public void cancel(long replay, Asker asker) {
        builder(asker);
        quarantine.cancel(replay);
    }

    /** The name of a builder. */
    private String builder(Asker asker) {
        if (!complete.apply(asker).roles().contains(Role.BUILDER.name())) {
            throw new ProblemException(SecurityProblem.FORBIDDEN, "the events in quarantine");
        }
        return asker.user();
    }
}
