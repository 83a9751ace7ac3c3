package dev.tidemark.server.incidents;

import dev.tidemark.frontend.incidents.NoticeDesk;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.incidents.Subscriptions;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.server.security.Role;
import dev.tidemark.server.security.SecurityProblem;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Who is told, as the pages see it: for administrators.
 *
 * @param complete adds the roles that a person's roles imply
 */
record NoticeCounter(Subscriptions subscriptions, UnaryOperator<Asker> complete) implements NoticeDesk {

    @Override
    public boolean canMail() {
        return subscriptions.canMail();
    }

    @Override
    public List<Subscription> all(Asker asker) {
        administrator(asker);
        return subscriptions.all();
    }

    @Override
    public Subscription.Created create(Subscription.Wish wish, Asker asker) {
        return subscriptions.create(wish, administrator(asker));
    }

    @Override
    public void delete(UUID id, Asker asker) {
        administrator(asker);
        subscriptions.delete(id);
    }

    @Override
    public void tryOut(UUID id, Asker asker) {
        subscriptions.tryOut(id, administrator(asker));
    }

    @Override
    public List<Delivery> deliveries(UUID id, Asker asker) {
        administrator(asker);
        return subscriptions.deliveries(id);
    }

    /** The name of an administrator. */
    private String administrator(Asker asker) {
        if (!complete.apply(asker).roles().contains(Role.ADMIN.name())) {
            throw new ProblemException(SecurityProblem.FORBIDDEN, "who is told of incidents");
        }
        return asker.user();
    }
}
