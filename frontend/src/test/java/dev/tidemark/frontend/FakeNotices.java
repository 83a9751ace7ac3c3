package dev.tidemark.frontend;

import dev.tidemark.frontend.incidents.NoticeDesk;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A chat that is told of what is critical, in a portal without a mail server. */
public final class FakeNotices implements NoticeDesk {

    static final String SECRET = "whsec_c2hvd24gb25jZQ==";
    private static final Instant NOW = Instant.now();

    private final List<Subscription> all = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    public FakeNotices() {
        reset();
    }

    void reset() {
        all.clear();
        deliveries.clear();
        all.add(new Subscription(
                new UUID(0, 1),
                "on-call chat",
                Subscription.Channel.WEBHOOK,
                "https://chat.example/hooks/1",
                new Subscription.Filter(Set.of(), Set.of(Severity.CRITICAL), Set.of("checkout")),
                "admin",
                NOW));
    }

    @Override
    public boolean canMail() {
        return false;
    }

    @Override
    public List<Subscription> all(Asker asker) {
        return List.copyOf(all);
    }

    @Override
    public Subscription.Created create(Subscription.Wish wish, Asker asker) {
        if (!wish.target().startsWith("https://")) {
            throw new ProblemException(IncidentProblem.NOTICE_ADDRESS_REFUSED, "Notices go to the public internet only")
                    .withFault("/target", "not public");
        }
        Subscription made = new Subscription(
                new UUID(0, all.size() + 1),
                wish.name(),
                wish.channel(),
                wish.target(),
                wish.filter(),
                asker.user(),
                NOW);
        all.add(made);
        return new Subscription.Created(made, Optional.of(SECRET));
    }

    @Override
    public void delete(UUID id, Asker asker) {
        all.removeIf(each -> each.id().equals(id));
    }

    @Override
    public void tryOut(UUID id, Asker asker) {
        deliveries.add(new Delivery(
                new UUID(2, deliveries.size()),
                "on-call chat",
                Optional.empty(),
                Optional.empty(),
                "test",
                Delivery.State.DEAD,
                12,
                NOW,
                NOW,
                Optional.empty(),
                "The receiver answered 404"));
    }

    @Override
    public List<Delivery> deliveries(UUID id, Asker asker) {
        return List.copyOf(deliveries);
    }
}
