package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Proposal.State;
import dev.tidemark.definitions.proposals.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL remembers of proposals. Every write is one statement, so none is ever half done. */
public final class ProposalRecords {

    private static final String PROPOSAL =
            "id, title, description, author, branch, state, opened_at, closed_at, published";

    private final JdbcClient database;

    public ProposalRecords(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds the proposal and its first step.
     *
     * @return empty when a proposal with this branch is open already
     */
    public Optional<Proposal> open(
            String title, String description, String author, String branch, String commit, Instant at) {
        return database.sql("""
                        WITH opened AS (
                            INSERT INTO definitions.proposal (title, description, author, branch, state, opened_at)
                            VALUES (:title, :description, :author, :branch, 'open', :at)
                            ON CONFLICT DO NOTHING
                            RETURNING *),
                        step AS (
                            INSERT INTO definitions.proposal_step (proposal, at, who, kind, commit_id, text, signed)
                            SELECT id, opened_at, author, 'opened', :commit, '', '' FROM opened)
                        SELECT\s""" + PROPOSAL + " FROM opened")
                .param("title", title)
                .param("description", description)
                .param("author", author)
                .param("branch", branch)
                .param("commit", commit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> proposal(row))
                .optional();
    }

    /** Whether some proposal has ever been at this commit. */
    public boolean knows(String commit) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM definitions.proposal_step WHERE commit_id = ?)")
                .param(commit)
                .query(Boolean.class)
                .single();
    }

    public Optional<Proposal> find(long id) {
        return database.sql("SELECT " + PROPOSAL + " FROM definitions.proposal WHERE id = ?")
                .param(id)
                .query((row, number) -> proposal(row))
                .optional();
    }

    /** The newest first. */
    public List<Proposal> all(Optional<State> state, int most) {
        return database.sql("SELECT " + PROPOSAL + " FROM definitions.proposal"
                        + " WHERE (:state = '' OR state = :state) ORDER BY id DESC LIMIT :most")
                .param("state", state.map(State::word).orElse(""))
                .param("most", most)
                .query((row, number) -> proposal(row))
                .list();
    }

    /**
     * Adds a step to an open proposal.
     *
     * @return whether it was open
     */
    public boolean add(
            long proposal, Step.Kind kind, String who, String commit, String text, List<String> signed, Instant at) {
        return database.sql("""
                        INSERT INTO definitions.proposal_step (proposal, at, who, kind, commit_id, text, signed)
                        SELECT id, :at, :who, :kind, :commit, :text, :signed
                        FROM definitions.proposal WHERE id = :id AND state = 'open'
                        """)
                        .param("id", proposal)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("who", who)
                        .param("kind", kind.word())
                        .param("commit", commit)
                        .param("text", text)
                        .param("signed", String.join(" ", signed))
                        .update()
                == 1;
    }

    /**
     * Closes an open proposal and adds the step that says so.
     *
     * @return whether it was open until now
     */
    public boolean close(
            long proposal,
            State state,
            String who,
            String commit,
            String text,
            Optional<String> published,
            Instant at) {
        return database.sql("""
                        WITH closed AS (
                            UPDATE definitions.proposal SET state = :state, closed_at = :at, published = :published
                            WHERE id = :id AND state = 'open'
                            RETURNING id)
                        INSERT INTO definitions.proposal_step (proposal, at, who, kind, commit_id, text, signed)
                        SELECT id, :at, :who, :state, :commit, :text, '' FROM closed
                        """)
                        .param("id", proposal)
                        .param("state", state.word())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("published", published.orElse(null))
                        .param("who", who)
                        .param("commit", commit)
                        .param("text", text)
                        .update()
                == 1;
    }

    /** What happened to one proposal, the oldest first. */
    public List<Step> steps(long proposal) {
        return database.sql("SELECT * FROM definitions.proposal_step WHERE proposal = ? ORDER BY id")
                .param(proposal)
                .query((row, number) -> step(row))
                .list();
    }

    /**
     * What happened to all proposals, the newest first.
     *
     * @param text what the steps have in their words or names; empty for all
     */
    public List<Step> trail(String text, int most) {
        return database.sql("""
                        SELECT s.* FROM definitions.proposal_step s JOIN definitions.proposal p ON p.id = s.proposal
                        WHERE :text = '' OR strpos(lower(concat_ws(' ', s.who, s.kind, s.text, p.title)), lower(:text)) > 0
                        ORDER BY s.id DESC LIMIT :most
                        """)
                .param("text", text)
                .param("most", most)
                .query((row, number) -> step(row))
                .list();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("author"),
                row.getString("branch"),
                State.of(row.getString("state")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("published")));
    }

    /** A row of {@code definitions.proposal_step}. */
    public static Step step(ResultSet row) throws SQLException {
        String signed = row.getString("signed");
        return new Step(
                row.getLong("id"),
                row.getLong("proposal"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("who"),
                Step.Kind.of(row.getString("kind")),
                row.getString("commit_id"),
                row.getString("text"),
                signed.isEmpty() ? List.of() : List.of(signed.split(" ")));
    }
}
