package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Incidents in PostgreSQL. Calls join the caller's transaction. */
public final class IncidentBook {

    private static final String SELECT = """
            SELECT id, subject_kind, subject, check_kind, severity, owner, assignee, summary, evidence, link, state, began_at,
                   detected_at, noticed_at, last_seen_at, affects, sightings, resolved_at, resolution, previous
            FROM incidents.incident
            """;
    private static final String OF_SUBJECT =
            " WHERE subject_kind = :kind AND subject = :subject AND check_kind = :check";

    /**
     * Locks rows without keeping others from referring to them: whoever waited for a row that is resolved by now holds it all the same, and the incident
     * that came after it names it.
     */
    private static final String LOCKED = " FOR NO KEY UPDATE";

    private final JdbcClient database;

    public IncidentBook(JdbcClient database) {
        this.database = database;
    }

    /** The unresolved one; nobody else changes it before this transaction ends. */
    public Optional<Incident> lockUnresolved(Subject subject, Check check) {
        return database.sql(SELECT + OF_SUBJECT + " AND state <> 'resolved'" + LOCKED)
                .param("kind", subject.kind().word())
                .param("subject", subject.name())
                .param("check", check.word())
                .query((row, number) -> incident(row))
                .optional();
    }

    /** Nobody else changes it before this transaction ends. */
    public Optional<Incident> lock(long id) {
        return database.sql(SELECT + " WHERE id = :id" + LOCKED)
                .param("id", id)
                .query((row, number) -> incident(row))
                .optional();
    }

    public Optional<Incident> find(long id) {
        return database.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, number) -> incident(row))
                .optional();
    }

    /** The newest, resolved or not. */
    public Optional<Incident> latest(Subject subject, Check check) {
        return database.sql(SELECT + OF_SUBJECT + " ORDER BY id DESC LIMIT 1")
                .param("kind", subject.kind().word())
                .param("subject", subject.name())
                .param("check", check.word())
                .query((row, number) -> incident(row))
                .optional();
    }

    /** Opens one; empty when there is an unresolved one by now. Waits for a transaction that is opening the same. */
    public Optional<Incident> open(Finding finding, Optional<Long> previous, Instant now) {
        return database.sql("""
                        INSERT INTO incidents.incident
                            (subject_kind, subject, check_kind, severity, owner, summary, evidence, link, began_at, detected_at,
                             last_seen_at, affects, previous)
                        VALUES (:kind, :subject, :check, :severity, :owner, :summary, :evidence, :link, :began, :now, :seen, :affects,
                                :previous)
                        ON CONFLICT (subject_kind, subject, check_kind) WHERE state <> 'resolved' DO NOTHING
                        RETURNING id
                        """)
                .param("kind", finding.subject().kind().word())
                .param("subject", finding.subject().name())
                .param("check", finding.check().word())
                .param("severity", finding.severity().word())
                .param("owner", finding.owner())
                .param("summary", Row.storable(finding.summary()))
                .param("evidence", Json.sorted(finding.evidence()))
                .param("link", finding.link())
                .param("began", Row.time(finding.began()))
                .param("now", Row.time(now))
                .param("seen", Row.time(finding.seen()))
                .param("affects", lines(finding.affects()))
                .param("previous", previous.orElse(null))
                .query(Long.class)
                .optional()
                .flatMap(this::find);
    }

    /** Takes in another sighting. What it says is taken over unless it is older than what is known. */
    public void seen(long id, Finding finding, Severity severity) {
        database.sql("""
                        UPDATE incidents.incident SET sightings = sightings + 1, severity = :severity,
                            summary = CASE WHEN last_seen_at <= :seen THEN :summary ELSE summary END,
                            evidence = CASE WHEN last_seen_at <= :seen THEN :evidence ELSE evidence END,
                            link = CASE WHEN last_seen_at <= :seen THEN :link ELSE link END,
                            owner = CASE WHEN last_seen_at <= :seen THEN :owner ELSE owner END,
                            affects = CASE WHEN last_seen_at <= :seen THEN :affects ELSE affects END,
                            began_at = least(began_at, :began), last_seen_at = greatest(last_seen_at, :seen)
                        WHERE id = :id
                        """)
                .param("severity", severity.word())
                .param("summary", Row.storable(finding.summary()))
                .param("evidence", Json.sorted(finding.evidence()))
                .param("link", finding.link())
                .param("owner", finding.owner())
                .param("affects", lines(finding.affects()))
                .param("began", Row.time(finding.began()))
                .param("seen", Row.time(finding.seen()))
                .param("id", id)
                .update();
    }

    /** Whether the cause of a resolved incident still opens nothing. Notes that it was seen. */
    public boolean quiet(long id, Instant seen) {
        return database.sql("UPDATE incidents.incident SET last_seen_at = greatest(last_seen_at, :seen)"
                                + " WHERE id = :id AND quiet_until > :seen")
                        .param("seen", Row.time(seen))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The cause has passed its check: from now on it opens an incident again. */
    public void quietNoMore(Subject subject, Check check, Instant passed) {
        database.sql("UPDATE incidents.incident SET quiet_until = NULL" + OF_SUBJECT
                        + " AND quiet_until IS NOT NULL AND last_seen_at < :passed")
                .param("kind", subject.kind().word())
                .param("subject", subject.name())
                .param("check", check.word())
                .param("passed", Row.time(passed))
                .update();
    }

    public void acknowledge(long id, Instant now) {
        database.sql("UPDATE incidents.incident SET state = 'acknowledged', noticed_at = coalesce(noticed_at, :now)"
                        + " WHERE id = :id")
                .param("now", Row.time(now))
                .param("id", id)
                .update();
    }

    /** Somebody knows of it. */
    public void noticed(long id, Instant now) {
        database.sql("UPDATE incidents.incident SET noticed_at = :now WHERE id = :id AND noticed_at IS NULL")
                .param("now", Row.time(now))
                .param("id", id)
                .update();
    }

    public void assign(long id, String to) {
        database.sql("UPDATE incidents.incident SET assignee = :to WHERE id = :id")
                .param("to", to)
                .param("id", id)
                .update();
    }

    public void resolve(long id, Resolution resolution, Instant now, Optional<Instant> quietUntil) {
        database.sql("UPDATE incidents.incident SET state = 'resolved', resolved_at = :now, resolution = :resolution,"
                        + " quiet_until = :quiet WHERE id = :id")
                .param("now", Row.time(now))
                .param("resolution", resolution.word())
                .param("quiet", Row.time(quietUntil), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    /** What a passing check would change: subjects that have an unresolved incident, or are kept quiet. */
    public Set<Subject> unsettled(Check check) {
        return Set.copyOf(database.sql("SELECT DISTINCT subject_kind, subject FROM incidents.incident"
                        + " WHERE check_kind = :check AND (state <> 'resolved' OR quiet_until IS NOT NULL)")
                .param("check", check.word())
                .query((row, number) -> subject(row))
                .list());
    }

    /** The newest first. */
    public List<Incident> list(IncidentQuery query) {
        return database.sql(SELECT + """
                         WHERE state IN (:states) AND (:check::text IS NULL OR check_kind = :check)
                          AND (:severity::text IS NULL OR severity = :severity) AND (:owner::text IS NULL OR owner = :owner)
                          AND (:subject::text IS NULL OR subject = :subject
                               OR :subject = ANY (string_to_array(affects, E'\\n'))) AND id < :before ORDER BY id DESC LIMIT :most
                        """)
                .param(
                        "states",
                        query.states().stream().map(Incident.State::word).collect(Collectors.toSet()))
                .param("check", query.check().map(Check::word).orElse(null))
                .param("severity", query.severity().map(Severity::word).orElse(null))
                .param("owner", query.owner().orElse(null))
                .param("subject", query.subject().orElse(null))
                .param("before", query.before())
                .param("most", query.most())
                .query((row, number) -> incident(row))
                .list();
    }

    /** Forgets resolved ones; returns how many. */
    public int forgetResolvedBefore(Instant time) {
        return database.sql("DELETE FROM incidents.incident WHERE resolved_at < :time AND quiet_until IS NULL")
                .param("time", Row.time(time))
                .update();
    }

    private static String lines(List<String> names) {
        return String.join("\n", names);
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Subject.Kind.of(row.getString("subject_kind")).orElseThrow(), row.getString("subject"));
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getLong("id"),
                subject(row),
                Check.of(row.getString("check_kind")).orElseThrow(),
                Severity.of(row.getString("severity")).orElseThrow(),
                row.getString("owner"),
                Optional.ofNullable(row.getString("assignee")),
                row.getString("summary"),
                Json.read(row.getString("evidence")),
                row.getString("link"),
                Incident.State.of(row.getString("state")).orElseThrow(),
                new Incident.Times(
                        Row.instant(row, "began_at"),
                        Row.instant(row, "detected_at"),
                        Row.maybeInstant(row, "noticed_at"),
                        Row.instant(row, "last_seen_at"),
                        Row.maybeInstant(row, "resolved_at")),
                row.getString("affects").lines().toList(),
                row.getLong("sightings"),
                Optional.ofNullable(row.getString("resolution"))
                        .map(word -> Resolution.of(word).orElseThrow()),
                Row.maybeLong(row, "previous"));
    }
}
