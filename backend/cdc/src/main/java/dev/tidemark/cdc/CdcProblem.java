package dev.tidemark.cdc;

import static dev.tidemark.problems.Owner.EXTERNAL;
import static dev.tidemark.problems.Owner.INTERNAL;
import static dev.tidemark.problems.Owner.USER;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a database is not captured at present, and why a change went to quarantine instead of to its family. */
public enum CdcProblem implements Problem {
    CAPTURE_NOT_CONNECTED(
            USER,
            422,
            "Nobody has said how the database is reached",
            "Source {0} is defined, but it cannot be captured: {1}.",
            "Give the connection's address and credentials: PUT /api/v1/captures/connections/NAME."),
    CAPTURE_SOURCE_AWAY(
            EXTERNAL,
            503,
            "The database does not answer",
            "The database of source {0} cannot be read: {1}.",
            "Nothing is lost while it keeps its log. Look whether it runs, and whether address, user and password are right; it is tried again by itself."),
    CAPTURE_LOG_AWAY(
            EXTERNAL,
            503,
            "Kafka does not take the changes",
            "The changes of source {0} cannot be written: {1}.",
            "Nothing is lost: the database keeps what Kafka has not confirmed. Look at Kafka; it is tried again by itself."),
    CAPTURE_NOT_LOGICAL(
            USER,
            422,
            "The database does not log its changes logically",
            "The server has wal_level = {0}.",
            "Run ALTER SYSTEM SET wal_level = logical; as its administrator and restart it."),
    CAPTURE_ROLE_TOO_WEAK(
            USER,
            422,
            "The role may not read the log",
            "Role {0} has no REPLICATION.",
            "Run ALTER ROLE {1} REPLICATION; as the database's administrator."),
    CAPTURE_TABLE_UNREADABLE(
            USER,
            422,
            "A table cannot be read",
            "Table {0} cannot be captured: {1}.",
            "Correct the table's name in the source's definition, or run {2} as its owner."),
    CAPTURE_TABLE_WITHOUT_KEY(
            USER,
            422,
            "A table does not say which row has changed",
            "Table {0} cannot be captured by key ({1}): {2}.",
            "Give the table a primary key of these columns, or run ALTER TABLE {0} REPLICA IDENTITY FULL; as its owner."),
    CAPTURE_COLUMN_UNSUPPORTED(
            USER,
            422,
            "A column has a type that is not captured",
            "Column {1} of table {0} is {2}, which has no place in an event.",
            "List the column under leave_out in the source's definition, or let the database have it as jsonb or text."),
    CAPTURE_PUBLICATION_MISSING(
            USER,
            422,
            "The tables are not published",
            "Publication {0} does not hold what the source's definition names, and role {1} may not change that: {2}.",
            "Run {3} as the tables' owner."),
    CAPTURE_SCHEMA_UNUSABLE(
            USER,
            422,
            "The event's schema cannot take the table's rows",
            "Event {0} of table {1} cannot be written: {2}.",
            "Propose a version of the event's schema that has what is missing."),
    CAPTURE_BUSY(
            EXTERNAL,
            503,
            "Another process captures this database",
            "Slot {0} is being read by somebody else: {1}.",
            "Stop the other process, or wait until the database has noticed that it is gone; it is tried again by itself."),
    CAPTURE_FAILED(
            INTERNAL,
            500,
            "The capture has a defect",
            "The capture of source {0} failed: {1}.",
            "Nothing is lost: the database keeps what is not captured. Report what its log says; it is tried again by itself."),
    ROW_DOES_NOT_FIT(
            USER,
            422,
            "A changed row does not fit the event's schema",
            "{0} of table {1} does not fit {2} version {3}: {4}.",
            "Propose a version of the schema that has the table's columns, then send the events in quarantine again."),
    ROW_NOT_WHOLE(
            USER,
            422,
            "The database did not say the whole row",
            "{0} of table {1} left large values as they were, and the log does not repeat them: {2}.",
            "Run ALTER TABLE {1} REPLICA IDENTITY FULL; as its owner, or give the event's schema the field cdc_unchanged."),
    ROW_TOO_LARGE(
            USER,
            413,
            "A changed row is too large for an event",
            "{0} of table {1} makes an event of {2} bytes; the most is {3}.",
            "List large columns under leave_out in the source's definition.");

    private final ProblemText text;

    CdcProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
