package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Step;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened to incidents, in PostgreSQL. Calls join the caller's transaction. */
public final class Trail {

    private final JdbcClient database;

    public Trail(JdbcClient database) {
        this.database = database;
    }

    void add(long incident, Step step) {
        database.sql("INSERT INTO incidents.step (incident, at, who, kind, words)"
                        + " VALUES (:incident, :at, :who, :kind, :words)")
                .param("incident", incident)
                .param("at", Row.time(step.at()))
                .param("who", step.who())
                .param("kind", step.kind().word())
                .param("words", Row.storable(step.words()))
                .update();
    }

    /** The oldest first. */
    public List<Step> of(long incident) {
        return database.sql("SELECT at, who, kind, words FROM incidents.step WHERE incident = :incident ORDER BY id")
                .param("incident", incident)
                .query((row, number) -> new Step(
                        Row.instant(row, "at"),
                        row.getString("who"),
                        Step.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("words")))
                .list();
    }
}
