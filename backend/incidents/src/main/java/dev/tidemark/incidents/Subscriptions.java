package dev.tidemark.incidents;

import dev.tidemark.incidents.internal.Outbox;
import dev.tidemark.incidents.internal.SubscriptionBook;
import dev.tidemark.incidents.internal.Targets;
import dev.tidemark.incidents.internal.WebhookSecret;
import dev.tidemark.problems.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of incidents. Thread-safe; several portals may share the database. */
public final class Subscriptions {

    private static final int MOST_LISTED = 200;
    private static final int LONGEST_NAME = 100;

    private final TransactionTemplate transaction;
    private final SubscriptionBook book;
    private final Outbox outbox;
    private final Targets targets;
    private final Seal seal;
    private final Clock clock;

    Subscriptions(
            TransactionTemplate transaction,
            SubscriptionBook book,
            Outbox outbox,
            Targets targets,
            Seal seal,
            Clock clock) {
        this.transaction = transaction;
        this.book = book;
        this.outbox = outbox;
        this.targets = targets;
        this.seal = seal;
        this.clock = clock;
    }

    /** Whether this portal can send mail. */
    public boolean canMail() {
        return targets.canMail();
    }

    /** In the order of their names. */
    public List<Subscription> all() {
        return book.all();
    }

    /**
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_SUBSCRIPTION}
     */
    public Subscription get(UUID id) {
        return book.find(id).orElseThrow(() -> unknown(id));
    }

    /**
     * Adds one. The secret of a webhook is made here.
     *
     * @throws ProblemException {@link IncidentProblem#BAD_SUBSCRIPTION}, {@link IncidentProblem#NOTICE_ADDRESS_REFUSED} or {@link
     *     IncidentProblem#MAIL_NOT_SET_UP}
     */
    public Subscription.Created create(Subscription.Wish wish, String by) {
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(IncidentProblem.BAD_SUBSCRIPTION, "no name that can be used")
                    .withFault("/name", "expected one line of at most " + LONGEST_NAME + " characters");
        }
        Subscription subscription = new Subscription(
                UUID.randomUUID(),
                name,
                wish.channel(),
                targets.checked(wish.channel(), wish.target()),
                wish.filter(),
                by,
                clock.instant());
        Optional<String> secret =
                wish.channel() == Subscription.Channel.WEBHOOK ? Optional.of(WebhookSecret.create()) : Optional.empty();
        book.add(
                subscription,
                secret.map(text -> seal.seal(subscription.id().toString(), text))
                        .orElse(null));
        return new Subscription.Created(subscription, secret);
    }

    /**
     * Ends one: what it was told can be looked up, and nothing more is sent.
     *
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_SUBSCRIPTION}
     */
    public void delete(UUID id) {
        if (!book.delete(id, clock.instant())) {
            throw unknown(id);
        }
    }

    /**
     * Sends a notice that tells nothing, on the same way as every other.
     *
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_SUBSCRIPTION}
     */
    public Delivery tryOut(UUID id, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            UUID notice = outbox.test(get(id).id(), by, clock.instant());
            return deliveries(id).stream()
                    .filter(delivery -> delivery.id().equals(notice))
                    .findFirst()
                    .orElseThrow();
        }));
    }

    /**
     * What was, or is to be, sent to it; the newest first.
     *
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_SUBSCRIPTION}
     */
    public List<Delivery> deliveries(UUID id) {
        return outbox.of(get(id).id(), MOST_LISTED);
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(IncidentProblem.UNKNOWN_SUBSCRIPTION, id);
    }
}
