package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.ProposalNews;
import dev.tidemark.incidents.Step;
import dev.tidemark.incidents.Subscription;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices in PostgreSQL, from the change that they tell until they have arrived. Calls join the caller's transaction. */
public final class Outbox {

    private static final String LISTED = """
            SELECT n.id, s.name, n.incident, n.proposal, n.change, n.state, n.attempts, n.created_at, n.next_attempt_at, n.sent_at, n.last_error
            FROM incidents.notice n JOIN incidents.subscription s ON s.id = n.subscription
            """;

    private final JdbcClient database;
    private final SubscriptionBook subscriptions;
    private final URI portal;

    public Outbox(JdbcClient database, SubscriptionBook subscriptions, URI portal) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.portal = portal;
    }

    /**
     * A notice that this process may send now.
     *
     * @param attempts with the one that begins
     */
    record Claimed(UUID id, UUID subscription, Optional<Long> incident, String body, int attempts) {}

    /** Writes a notice of a change for everybody who wants to know; returns for how many. */
    int tell(Incident incident, Step step) {
        String change = step.kind().word();
        List<UUID> wanting = subscriptions.all().stream()
                .filter(subscription -> subscription.filter().accepts(incident))
                .map(Subscription::id)
                .toList();
        for (UUID subscription : wanting) {
            UUID id = UUID.randomUUID();
            write(
                    id,
                    subscription,
                    incident.id(),
                    null,
                    change,
                    NoticeBody.of(id, change, step.at(), incident, portal),
                    step.at());
        }
        return wanting.size();
    }

    /** The same for what happened to a proposal. */
    public int tell(ProposalNews news) {
        List<UUID> wanting = subscriptions.all().stream()
                .filter(subscription -> subscription.filter().accepts(news))
                .map(Subscription::id)
                .toList();
        for (UUID subscription : wanting) {
            UUID id = UUID.randomUUID();
            write(id, subscription, null, news.proposal(), news.change(), NoticeBody.of(id, news, portal), news.at());
        }
        return wanting.size();
    }

    /** Writes a notice that tells nothing. */
    public UUID test(UUID subscription, String by, Instant now) {
        UUID id = UUID.randomUUID();
        write(id, subscription, null, null, "test", NoticeBody.test(id, now, by, portal), now);
        return id;
    }

    private void write(
            UUID id,
            UUID subscription,
            @Nullable Long incident,
            @Nullable Long proposal,
            String change,
            String body,
            Instant now) {
        database.sql("""
                        INSERT INTO incidents.notice
                            (id, subscription, incident, proposal, change, body, next_attempt_at, created_at)
                        VALUES (:id, :subscription, :incident, :proposal, :change, :body, :now, :now)
                        """)
                .param("id", id)
                .param("subscription", subscription)
                .param("incident", incident, java.sql.Types.BIGINT)
                .param("proposal", proposal, java.sql.Types.BIGINT)
                .param("change", change)
                .param("body", body)
                .param("now", Row.time(now))
                .update();
    }

    /**
     * Takes notices that are due; nobody else gets them before {@code lost}. Of an incident or a proposal a subscriber gets one notice after
     * the other, in the order of what happened.
     */
    List<Claimed> claim(Instant now, Instant lost, int most) {
        return database.sql("""
                        UPDATE incidents.notice SET attempts = attempts + 1, next_attempt_at = :lost
                        WHERE id IN (
                            SELECT n.id FROM incidents.notice n
                            WHERE n.state = 'waiting' AND n.next_attempt_at <= :now
                              AND NOT EXISTS (
                                SELECT FROM incidents.notice earlier
                                WHERE earlier.state = 'waiting' AND earlier.subscription = n.subscription
                                  AND (earlier.incident = n.incident OR earlier.proposal = n.proposal)
                                  AND earlier.number < n.number)
                            ORDER BY n.next_attempt_at, n.number LIMIT :most
                            FOR UPDATE OF n SKIP LOCKED)
                        RETURNING id, subscription, incident, body, attempts
                        """)
                .param("now", Row.time(now))
                .param("lost", Row.time(lost))
                .param("most", most)
                .query((row, number) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getObject("subscription", UUID.class),
                        Row.maybeLong(row, "incident"),
                        row.getString("body"),
                        row.getInt("attempts")))
                .list();
    }

    void sent(UUID id, Instant now) {
        database.sql("UPDATE incidents.notice SET state = 'sent', sent_at = :now, last_error = ''"
                        + " WHERE id = :id AND state = 'waiting'")
                .param("now", Row.time(now))
                .param("id", id)
                .update();
    }

    void failed(UUID id, String why, Instant next) {
        database.sql("UPDATE incidents.notice SET last_error = :why, next_attempt_at = :next"
                        + " WHERE id = :id AND state = 'waiting'")
                .param("why", Row.storable(why))
                .param("next", Row.time(next))
                .param("id", id)
                .update();
    }

    void dead(UUID id, String why) {
        database.sql(
                        "UPDATE incidents.notice SET state = 'dead', last_error = :why WHERE id = :id AND state = 'waiting'")
                .param("why", Row.storable(why))
                .param("id", id)
                .update();
    }

    /** Those that no incident takes with it. */
    void forgetOthersBefore(Instant time) {
        database.sql("DELETE FROM incidents.notice WHERE incident IS NULL AND created_at < :time")
                .param("time", Row.time(time))
                .update();
    }

    /** The newest first. */
    public List<Delivery> of(UUID subscription, int most) {
        return database.sql(LISTED + " WHERE n.subscription = :subscription ORDER BY n.number DESC LIMIT :most")
                .param("subscription", subscription)
                .param("most", most)
                .query((row, number) -> delivery(row))
                .list();
    }

    /** The oldest first. */
    public List<Delivery> of(long incident) {
        return database.sql(LISTED + " WHERE n.incident = :incident ORDER BY n.number")
                .param("incident", incident)
                .query((row, number) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Row.maybeLong(row, "incident"),
                Row.maybeLong(row, "proposal"),
                row.getString("change"),
                Delivery.State.of(row.getString("state")).orElseThrow(),
                row.getInt("attempts"),
                Row.instant(row, "created_at"),
                Row.instant(row, "next_attempt_at"),
                Row.maybeInstant(row, "sent_at"),
                row.getString("last_error"));
    }
}
