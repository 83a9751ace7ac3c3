package dev.tidemark.collector;

import static dev.tidemark.problems.Owner.EXTERNAL;
import static dev.tidemark.problems.Owner.INTERNAL;
import static dev.tidemark.problems.Owner.RESOURCES;
import static dev.tidemark.problems.Owner.USER;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Everything a sender can be told instead of success. */
public enum CollectorProblem implements Problem {
    MISSING_WRITE_KEY(
            USER,
            401,
            "No write key was given",
            "The request has no write key.",
            "Send the source's key as Authorization: Bearer KEY, or as the user of HTTP Basic; beacons and pixels take ?write_key=KEY."),
    UNKNOWN_WRITE_KEY(
            USER,
            401,
            "The write key is not valid",
            "The write key belongs to no source; it may have been revoked.",
            "Ask the source's owner for a current key."),
    FAMILY_NOT_ALLOWED(
            USER,
            403,
            "The source may not send events of this family",
            "Source {0} may send {1}; type {2} belongs to family {3}.",
            "Use the key of a source that may, or add the family to the source's definition."),
    MALFORMED_JSON(
            USER,
            400,
            "The body is not valid JSON",
            "The body stops being JSON at line {0}, column {1}: {2}",
            "Correct the body; nothing of it was taken."),
    MALFORMED_AVRO(
            USER,
            400,
            "The data is not Avro of its schema",
            "{0}, at byte {1}: {2}.",
            "Send a zero byte, the schema's id in four bytes, and the record in Avro's binary encoding, as Confluent's serializers do."),
    FOREIGN_SCHEMA(
            USER,
            422,
            "The data was written with a schema of something else",
            "Schema {0} is no version of {1}{2}",
            "Serialize with a schema of the subject {3}, or correct the event's type."),
    INVALID_BATCH(
            USER,
            422,
            "The body is not a batch",
            "A batch is an object with the member events, an array, and perhaps sent_at, a time.",
            "Send {\"events\": [ … ]}; for one event use /v1/events."),
    INVALID_EVENT(
            USER,
            422,
            "The event does not fit its schema",
            "{0} does not fit: {1}.",
            "Correct the places listed in errors and send the event again with the same event_id."),
    MISSING_EVENT_ID(
            USER,
            422,
            "The event has no event_id",
            "Source {0} is strict, so its events carry their own event_id; without one a repeated event cannot be told from a new one.",
            "Give every event an id of its own, for example a UUID, and keep it when sending again."),
    UNKNOWN_TYPE(
            USER,
            422,
            "The type of event is not known",
            "There is no event type {0}.{1}",
            "Correct the type, or propose a definition for it."),
    UNKNOWN_SOURCE(
            USER,
            422,
            "There is no such source",
            "No source {0} sends to family {1}.",
            "Put the source back into the definitions, or discard what it has in quarantine."),
    UNKNOWN_EVENT_VERSION(
            USER,
            422,
            "The type has no such schema version",
            "Type {0} has no version {1}; it has {2}.",
            "Leave schema_version out for the latest, or name one that exists."),
    EVENT_TIME_AHEAD(
            USER,
            422,
            "The event's time is in the future",
            "The event says {0}, our clock says {1}: {2} ahead, source {3} may be {4} ahead.",
            "Set the sender's clock."),
    EVENT_TIME_TOO_OLD(
            USER,
            422,
            "The event is too old",
            "The event says {0}, our clock says {1}: {2} ago, source {3} may send what is at most {4} old.",
            "Bring history in through an import, or allow the source a larger max_age."),
    BODY_TOO_LARGE(
            USER,
            413,
            "The body is too large",
            "The body has more than {0} bytes.",
            "Send fewer or smaller events at once."),
    TOO_MANY_EVENTS(
            USER,
            413,
            "The batch has too many events",
            "The batch has more than {0} events.",
            "Split it into smaller batches."),
    EVENT_TOO_LARGE(
            USER,
            413,
            "The event is too large",
            "The event has more than {0} bytes.",
            "Keep large content elsewhere and put its address into the event."),
    UNSUPPORTED_ENCODING(
            USER,
            415,
            "The body's encoding is not supported",
            "The body is encoded as {0}.",
            "Send the body with Content-Encoding: gzip, or without any."),
    MALFORMED_GZIP(
            USER,
            400,
            "The body is not valid gzip",
            "The body cannot be inflated: {0}.",
            "Send the whole gzip stream, or the body as it is without Content-Encoding."),
    NO_SUCH_DOOR(
            USER,
            404,
            "There is nothing at this address",
            "There is no {0}.",
            "Events go to /v1/events or /v1/batch; docs/guides/sending-events.md names all doors."),
    METHOD_NOT_ALLOWED(USER, 405, "The method is not allowed here", "{0} does not take {1}.", "Use {2}."),
    RATE_LIMITED(
            RESOURCES,
            429,
            "The source sends too much",
            "Source {0} may send {1} events a second.",
            "Wait for as many seconds as Retry-After says, or ask for a higher limit in the source's definition."),
    COLLECTOR_BUSY(
            RESOURCES,
            429,
            "The collector is full",
            "As much is waiting for Kafka as the collector holds at once.",
            "Wait for as many seconds as Retry-After says and send again."),
    KAFKA_UNAVAILABLE(
            EXTERNAL,
            503,
            "Kafka did not confirm",
            "The event log did not confirm in time ({0}), so nothing is promised.",
            "Send again with the same event_id; what was stored nevertheless is recognised."),
    SPOOL_FULL(
            RESOURCES,
            503,
            "Kafka is away and the spool is full",
            "Kafka does not confirm, and the collector's disk holds as many events as it may.",
            "Send again with the same event_id when Kafka is back, or give the spool more room."),
    SPOOL_FAILED(
            RESOURCES,
            503,
            "Kafka is away and the spool cannot be written",
            "Kafka does not confirm, and the collector's disk did not take the event, so nothing is promised.",
            "Look at the collector's log and its disk; send again with the same event_id."),
    TOPIC_MISSING(
            EXTERNAL,
            503,
            "The family's topic does not exist",
            "Topic {0} does not exist in Kafka.",
            "The portal creates topics; look at its health and its log, then send again."),
    NO_CONFIGURATION(
            EXTERNAL,
            503,
            "The collector does not know any source yet",
            "The portal has not been reached since the start, and there is no copy of what it said before.",
            "Start the portal, or wait for it; then send again."),
    COLLECTOR_FAILED(
            INTERNAL,
            500,
            "The collector failed",
            "Something went wrong in the collector. The log has it under the trace id.",
            "Send again with the same event_id; report it if it happens again.");

    private final ProblemText text;

    CollectorProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
