package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told, in PostgreSQL. Calls join the caller's transaction. */
public final class SubscriptionBook {

    private static final String SELECT =
            "SELECT id, name, channel, target, topics, checks, severities, owners, created_by,"
                    + " created_at, secret_sealed FROM incidents.subscription WHERE deleted_at IS NULL";

    private final JdbcClient database;

    public SubscriptionBook(JdbcClient database) {
        this.database = database;
    }

    /** A subscription with the sealed secret that signs what it is sent. */
    record Sealed(Subscription subscription, byte @Nullable [] secret) {}

    public void add(Subscription subscription, byte @Nullable [] secret) {
        Subscription.Filter filter = subscription.filter();
        database.sql("""
                        INSERT INTO incidents.subscription
                            (id, name, channel, target, secret_sealed, topics, checks, severities, owners, created_by, created_at)
                        VALUES (:id, :name, :channel, :target, :secret, :topics, :checks, :severities, :owners, :by, :at)
                        """)
                .param("id", subscription.id())
                .param("name", subscription.name())
                .param("channel", subscription.channel().word())
                .param("target", subscription.target())
                .param("secret", secret, java.sql.Types.VARBINARY)
                .param("topics", lines(filter.topics(), Subscription.Topic::word))
                .param("checks", lines(filter.checks(), Check::word))
                .param("severities", lines(filter.severities(), Severity::word))
                .param("owners", lines(filter.owners(), owner -> owner))
                .param("by", subscription.createdBy())
                .param("at", Row.time(subscription.createdAt()))
                .update();
    }

    /** In the order of their names. */
    public List<Subscription> all() {
        return database.sql(SELECT + " ORDER BY name, created_at, id")
                .query((row, number) -> sealed(row).subscription())
                .list();
    }

    public Optional<Subscription> find(UUID id) {
        return sealed(id).map(Sealed::subscription);
    }

    Optional<Sealed> sealed(UUID id) {
        return database.sql(SELECT + " AND id = :id")
                .param("id", id)
                .query((row, number) -> sealed(row))
                .optional();
    }

    /** Nobody is told under it any more; what was told can be looked up. Returns whether it was there. */
    public boolean delete(UUID id, Instant now) {
        return database.sql("UPDATE incidents.subscription SET deleted_at = :now, secret_sealed = NULL, target = ''"
                                + " WHERE id = :id AND deleted_at IS NULL")
                        .param("now", Row.time(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static <T> String lines(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).sorted().collect(Collectors.joining("\n"));
    }

    private static <T> Set<T> set(String lines, Function<String, Optional<T>> meaning) {
        return lines.lines().flatMap(line -> meaning.apply(line).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(
                new Subscription(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Subscription.Channel.of(row.getString("channel")).orElseThrow(),
                        row.getString("target"),
                        new Subscription.Filter(
                                set(row.getString("topics"), Subscription.Topic::of),
                                set(row.getString("checks"), Check::of),
                                set(row.getString("severities"), Severity::of),
                                set(row.getString("owners"), Optional::of)),
                        row.getString("created_by"),
                        Row.instant(row, "created_at")),
                row.getBytes("secret_sealed"));
    }
}
