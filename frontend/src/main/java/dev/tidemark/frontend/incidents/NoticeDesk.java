package dev.tidemark.frontend.incidents;

import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.router.Asker;
import java.util.List;
import java.util.UUID;

/** Who decides who is told. For administrators; throws problems, also for everybody else. Blocking. */
public interface NoticeDesk {

    /** Whether this portal can send mail. */
    boolean canMail();

    /** In the order of their names. */
    List<Subscription> all(Asker asker);

    Subscription.Created create(Subscription.Wish wish, Asker asker);

    void delete(UUID id, Asker asker);

    void tryOut(UUID id, Asker asker);

    /** The newest first. */
    List<Delivery> deliveries(UUID id, Asker asker);
}
