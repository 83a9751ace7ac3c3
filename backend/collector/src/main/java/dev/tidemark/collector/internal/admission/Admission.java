package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.enrichment.Client;
import dev.tidemark.collector.internal.enrichment.Origin;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Header;
import dev.tidemark.events.JsonToAvro.Conversion;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides about events of one request. A strict source's event fits or is refused; a permissive source's event fits or goes to
 * quarantine, unless the source may not send it at all.
 */
public final class Admission {

    private static final String UNKNOWN = "unknown";

    private final Directory directory;
    private final SourceAccess access;
    private final Arrival arrival;
    private final int mostBytes;

    public Admission(Directory directory, SourceAccess access, Arrival arrival, int mostBytes) {
        this.directory = directory;
        this.access = access;
        this.arrival = arrival;
        this.mostBytes = mostBytes;
    }

    public Verdict decide(Submission submission) {
        Fields fields = new Fields(submission.json());
        String given = fields.optionalText("event_id");
        if (submission.bytes() > mostBytes) {
            return new Verdict.Refuse(
                    given, UNKNOWN, new ProblemException(CollectorProblem.EVENT_TOO_LARGE, mostBytes));
        }
        String type = fields.requiredText("type");
        EventRoute route = type == null ? null : directory.route(type);
        try {
            if (type == null) {
                throw invalid("The event", fields.faults());
            }
            if (route == null) {
                throw directory.unknownType(type);
            }
            return fitting(submission, fields, given, route);
        } catch (ProblemException problem) {
            String label = route == null ? UNKNOWN : route.type();
            boolean repairable = access.permissive() && problem.problem() != CollectorProblem.FAMILY_NOT_ALLOWED;
            Optional<CollectionConfig.Family> quarantine = !repairable
                    ? Optional.empty()
                    : route == null ? directory.homeOf(access.source()) : Optional.of(route.family());
            return quarantine
                    .<Verdict>map(family -> quarantined(submission, given, type, label, family, problem))
                    .orElseGet(() -> new Verdict.Refuse(given, label, problem));
        }
    }

    private Verdict fitting(Submission submission, Fields fields, @Nullable String given, EventRoute route) {
        String type = route.type();
        CollectionConfig.Source source = access.source();
        if (!source.families().contains(route.family().name())) {
            throw new ProblemException(
                    CollectorProblem.FAMILY_NOT_ALLOWED,
                    source.name(),
                    String.join(", ", source.families()),
                    type,
                    route.family().name());
        }
        boolean generated = fields.absent("event_id");
        if (generated && !access.permissive()) {
            throw new ProblemException(CollectorProblem.MISSING_EVENT_ID, source.name())
                    .withFaults(fields.faults())
                    .withFault("/event_id", "missing, expected text");
        }
        Integer version = fields.version();
        FramedAvro framed = submission.avro();
        EventRoute.Checker checker =
                framed == null ? route.checker(version == null ? 0 : version) : framed.checker(route, directory);
        if (version != null && version != 0 && version != checker.version()) {
            fields.faults()
                    .add(new Fault(
                            "/schema_version",
                            "found " + version + ", but schema " + checker.schemaId() + " is version "
                                    + checker.version()));
        }
        Instant told = fields.time();
        Instant sentAt = fields.sentAt();
        String user = fields.optionalText("user_id");
        String session = fields.optionalText("session_id");
        byte[] avro = converted(framed == null ? fields.properties() : framed.json(checker), checker, fields.faults());
        if (told == null || avro == null || !fields.faults().isEmpty()) {
            throw invalid(type + " version " + checker.version(), fields.faults());
        }
        Enrichment enrichment = enrichment(told, sentAt);
        Instant time = enrichment.skew() == null ? told : enrichment.skew().corrected();
        checkTime(time, source);
        String id = given == null ? newId() : given;
        Envelope envelope = new Envelope(
                id,
                type,
                checker.version(),
                time,
                arrival.at(),
                source.name(),
                source.team(),
                user,
                session,
                arrival.origin().ip(),
                arrival.origin().country(),
                arrival.origin().userAgent());
        ProducerRecord<byte[], byte[]> record = record(
                route.family().topic(),
                envelope.key(),
                framed == null ? WireFormat.frame(checker.schemaId(), avro) : framed.withId(checker),
                envelope.toHeaders());
        enrichment.toHeaders().forEach(header -> record.headers().add(header.key(), header.value()));
        return new Verdict.Store(id, generated, type, record, null);
    }

    private Enrichment enrichment(Instant told, @Nullable Instant sentAt) {
        Origin origin = arrival.origin();
        Client client = origin.client();
        Instant sent = sentAt == null ? arrival.sentAt() : sentAt;
        return new Enrichment(
                origin.region(),
                client.device(),
                client.agent(),
                client.system(),
                sent == null ? null : arrival.clock().skew(told, sent, arrival.at()));
    }

    private static byte @Nullable [] converted(
            @Nullable JsonNode properties, EventRoute.Checker checker, List<Fault> faults) {
        if (properties == null) {
            return null;
        }
        return switch (checker.codec().convert(properties)) {
            case Conversion.Fits fits -> fits.avro();
            case Conversion.Misfits misfits -> {
                faults.addAll(misfits.faults());
                yield null;
            }
        };
    }

    private void checkTime(Instant time, CollectionConfig.Source source) {
        Instant now = arrival.at();
        if (time.isAfter(now.plus(source.maxAhead()))) {
            throw clockProblem(CollectorProblem.EVENT_TIME_AHEAD, time, Duration.between(now, time), source.maxAhead());
        }
        if (time.isBefore(now.minus(source.maxAge()))) {
            throw clockProblem(CollectorProblem.EVENT_TIME_TOO_OLD, time, Duration.between(time, now), source.maxAge());
        }
    }

    private ProblemException clockProblem(CollectorProblem problem, Instant time, Duration distance, Duration allowed) {
        return new ProblemException(
                        problem,
                        Rfc3339.format(time),
                        Rfc3339.format(arrival.at()),
                        distance.truncatedTo(ChronoUnit.SECONDS),
                        access.source().name(),
                        allowed)
                .withFault("/event_time", Rfc3339.format(time));
    }

    private Verdict quarantined(
            Submission submission,
            @Nullable String given,
            @Nullable String type,
            String label,
            CollectionConfig.Family family,
            ProblemException problem) {
        String id = given == null ? newId() : given;
        CollectionConfig.Source source = access.source();
        QuarantinedEvent event = new QuarantinedEvent(
                id,
                type,
                source.name(),
                source.team(),
                Rfc3339.format(arrival.at()),
                problem.problem().code(),
                problem.detail(),
                problem.faults(),
                original(submission));
        ProducerRecord<byte[], byte[]> record =
                record(family.quarantineTopic(), id.getBytes(StandardCharsets.UTF_8), event.toJson(), List.of());
        return new Verdict.Store(id, given == null, label, record, problem);
    }

    private String original(Submission submission) {
        return submission.avro() != null && submission.json() instanceof ObjectNode event
                ? submission.avro().readable(event, directory, mostBytes)
                : submission.original(arrival.sentAt());
    }

    private static ProblemException invalid(String what, List<Fault> faults) {
        int count = faults.size();
        return new ProblemException(CollectorProblem.INVALID_EVENT, what, count == 1 ? "1 fault" : count + " faults")
                .withFaults(faults);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value, List<Header> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        for (Header header : headers) {
            record.headers().add(header.key(), header.value());
        }
        return record;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
