package dev.tidemark.quarantine.internal;

import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.WaitingSource;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantined events and their causes in PostgreSQL. Calls join the caller's transaction. */
public final class HeldEvents {

    private static final String COLUMNS = "id, cause, family, source, event_id, received_at, arrivals, detail, faults,"
            + " original, state, replay, answer, decided_at, decided_by, decided_why";

    private final JdbcClient database;

    public HeldEvents(JdbcClient database) {
        this.database = database;
    }

    /** Keeps an event; one that is here already is counted. */
    public void keep(String family, QuarantinedEvent event) {
        Wrongness wrongness = Wrongness.of(family, event.type(), event.reason(), event.faults());
        String cause = wrongness.id();
        database.sql("INSERT INTO quarantine.cause (id, family, event_type, reason, places)"
                        + " VALUES (:id, :family, :type, :reason, :places) ON CONFLICT DO NOTHING")
                .param("id", cause)
                .param("family", family)
                .param("type", event.type() == null ? null : storable(event.type()))
                .param("reason", storable(event.reason()))
                .param("places", FaultsJson.write(wrongness.places()))
                .update();
        database.sql("""
                        INSERT INTO quarantine.event
                            (cause, family, source, team, event_id, detail, faults, original, received_at)
                        VALUES (:cause, :family, :source, :team, :event, :detail, :faults, :original, :received)
                        ON CONFLICT (source, event_id) DO UPDATE SET arrivals = event.arrivals + 1
                        """)
                .param("cause", cause)
                .param("family", family)
                .param("source", storable(event.source()))
                .param("team", storable(event.team()))
                .param("event", storable(event.eventId()))
                .param("detail", storable(event.detail()))
                .param("faults", FaultsJson.write(event.faults()))
                .param("original", storable(event.original()))
                .param("received", event.received().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** PostgreSQL's text has no NUL; JSON has it escaped only, so this changes nothing that a parser would see. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /**
     * The causes that have events, those with the most held ones first.
     *
     * @param family empty for all
     */
    public List<Cause> causes(Optional<String> family) {
        return causes("WHERE (:value::text IS NULL OR c.family = :value)", family.orElse(null));
    }

    public Optional<Cause> cause(String id) {
        return causes("WHERE c.id = :value", id).stream().findFirst();
    }

    private List<Cause> causes(String which, @Nullable String value) {
        return database.sql("""
                        SELECT c.id, c.family, c.event_type, c.reason, c.places,
                               count(*) FILTER (WHERE e.state = 'held') AS held,
                               count(*) FILTER (WHERE e.state = 'leaving') AS leaving,
                               count(*) FILTER (WHERE e.state = 'released') AS released,
                               count(*) FILTER (WHERE e.state = 'discarded') AS discarded,
                               array_agg(DISTINCT e.source) AS sources,
                               min(e.received_at) AS first_at, max(e.received_at) AS last_at
                        FROM quarantine.cause c JOIN quarantine.event e ON e.cause = c.id
                        """ + which + " GROUP BY c.id ORDER BY held DESC, last_at DESC, c.id")
                .param("value", value)
                .query((row, number) -> cause(row))
                .list();
    }

    /** Sources with held events, in the order of their names. */
    public List<WaitingSource> waiting() {
        return database.sql("""
                        SELECT source, (array_agg(team ORDER BY id DESC))[1] AS team, count(*) AS held,
                               array_agg(DISTINCT cause) AS causes, min(received_at) AS first_at
                        FROM quarantine.event WHERE state = 'held' GROUP BY source ORDER BY source
                        """)
                .query((row, number) -> new WaitingSource(
                        row.getString("source"),
                        row.getString("team"),
                        row.getLong("held"),
                        Arrays.asList((String[]) row.getArray("causes").getArray()),
                        instant(row, "first_at").orElseThrow()))
                .list();
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                row.getString("id"),
                row.getString("family"),
                Optional.ofNullable(row.getString("event_type")),
                row.getString("reason"),
                FaultsJson.read(row.getString("places")),
                Arrays.asList((String[]) row.getArray("sources").getArray()),
                new Cause.Counts(
                        row.getLong("held"), row.getLong("leaving"), row.getLong("released"), row.getLong("discarded")),
                instant(row, "first_at").orElseThrow(),
                instant(row, "last_at").orElseThrow());
    }

    /**
     * A cause's events, the newest first.
     *
     * @param before only those with a smaller number, to turn the page
     */
    public List<HeldEvent> of(String cause, Optional<HeldEvent.State> state, long before, int most) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.event WHERE cause = :cause AND id < :before"
                        + " AND (:state::text IS NULL OR state = :state) ORDER BY id DESC LIMIT :most")
                .param("cause", cause)
                .param("before", before)
                .param("state", state.map(HeldEvent.State::word).orElse(null))
                .param("most", most)
                .query((row, number) -> event(row))
                .list();
    }

    public List<HeldEvent> held(String eventType, int most) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.event WHERE state = 'held' AND cause IN"
                        + " (SELECT id FROM quarantine.cause WHERE event_type = :type) ORDER BY id DESC LIMIT :most")
                .param("type", eventType)
                .param("most", most)
                .query((row, number) -> event(row))
                .list();
    }

    public Optional<HeldEvent> event(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.event WHERE id = :id")
                .param("id", id)
                .query((row, number) -> event(row))
                .optional();
    }

    /** Gives held events to a replay: all of a cause, or one. */
    public int claim(String cause, Optional<Long> event, long replay) {
        return database.sql("UPDATE quarantine.event SET state = 'leaving', replay = :replay"
                        + " WHERE cause = :cause AND state = 'held' AND (:event::bigint IS NULL OR id = :event)")
                .param("replay", replay)
                .param("cause", cause)
                .param("event", event.orElse(null))
                .update();
    }

    /** The next events that a replay has to send, the oldest first. */
    public List<HeldEvent> leaving(long replay, int most) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.event WHERE state = 'leaving' AND replay = :replay"
                        + " ORDER BY id LIMIT :most")
                .param("replay", replay)
                .param("most", most)
                .query((row, number) -> event(row))
                .list();
    }

    /** What the collector said to an event of a replay: it is released, or held again. */
    public void answered(long event, Resubmission.Result result, Instant now) {
        database.sql("UPDATE quarantine.event SET state = :state, answer = :answer, decided_at = :now WHERE id = :id")
                .param("state", result.passed() ? "released" : "held")
                .param(
                        "answer",
                        storable(
                                new String(new Resubmission.Outcome(List.of(result)).toJson(), StandardCharsets.UTF_8)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", event)
                .update();
    }

    /** Takes back what a replay has not sent. */
    public void putBack(long replay) {
        database.sql("UPDATE quarantine.event SET state = 'held' WHERE state = 'leaving' AND replay = :replay")
                .param("replay", replay)
                .update();
    }

    /** Decides against held events: all of a cause, or one. */
    public int discard(String cause, Optional<Long> event, String by, String why, Instant now) {
        return database.sql("UPDATE quarantine.event SET state = 'discarded', decided_at = :now, decided_by = :by,"
                        + " decided_why = :why WHERE cause = :cause AND state = 'held'"
                        + " AND (:event::bigint IS NULL OR id = :event)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("why", why)
                .param("cause", cause)
                .param("event", event.orElse(null))
                .update();
    }

    /** Forgets events that nobody is to see any more. */
    public int forget(Instant heldBefore, Instant decidedBefore) {
        return database.sql("DELETE FROM quarantine.event WHERE state = 'held' AND received_at < :held"
                        + " OR state IN ('released', 'discarded') AND decided_at < :decided")
                .param("held", heldBefore.atOffset(ZoneOffset.UTC))
                .param("decided", decidedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static HeldEvent event(ResultSet row) throws SQLException {
        return new HeldEvent(
                row.getLong("id"),
                row.getString("cause"),
                row.getString("family"),
                row.getString("source"),
                row.getString("event_id"),
                instant(row, "received_at").orElseThrow(),
                row.getInt("arrivals"),
                row.getString("detail"),
                FaultsJson.read(row.getString("faults")),
                row.getString("original"),
                HeldEvent.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                outcome(row));
    }

    private static Optional<HeldEvent.Outcome> outcome(ResultSet row) throws SQLException {
        Optional<Instant> at = instant(row, "decided_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        if (row.getString("decided_by") != null) {
            return Optional.of(new HeldEvent.Outcome(
                    Optional.empty(),
                    Optional.empty(),
                    row.getString("decided_why"),
                    List.of(),
                    at,
                    Optional.of(row.getString("decided_by"))));
        }
        Resubmission.Result result = Resubmission.Outcome.parse(
                        row.getString("answer").getBytes(StandardCharsets.UTF_8))
                .results()
                .getFirst();
        String detail = result.detail();
        List<Fault> faults = result.faults();
        return Optional.of(new HeldEvent.Outcome(
                Optional.of(row.getLong("replay")),
                result.passed()
                        ? Optional.of(result.topic() + "/" + result.partition() + "/" + result.offset())
                        : Optional.empty(),
                detail == null ? "" : detail,
                faults,
                at,
                Optional.empty()));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
