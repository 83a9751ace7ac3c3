package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.Arrival;
import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.configuration.ConfigurationFeed;
import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origin;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.events.Resubmission;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where quarantined events come back, for the portal only: it shows the token that our own processes share. What fits goes to its topic
 * with the id and the time of arrival that it had; what does not is told, and goes nowhere.
 */
public final class ReplayDoor {

    static final String PATH = "/internal/v1/replay";

    private final ConfigurationFeed feed;
    private final EventLog log;
    private final Optional<Path> tokenFile;
    private final ClockCorrection clock;
    private final int batchBytes;
    private final int eventBytes;

    public ReplayDoor(
            ConfigurationFeed feed,
            EventLog log,
            Optional<Path> tokenFile,
            ClockCorrection clock,
            int batchBytes,
            int eventBytes) {
        this.feed = feed;
        this.log = log;
        this.clock = clock;
        this.tokenFile = tokenFile;
        this.batchBytes = batchBytes;
        this.eventBytes = eventBytes;
    }

    void take(Exchange exchange) {
        Request request = exchange.request();
        if (!isOurs(request)) {
            throw new ProblemException(CollectorProblem.NO_SUCH_DOOR, PATH);
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            throw new ProblemException(CollectorProblem.METHOD_NOT_ALLOWED, PATH, request.getMethod(), "POST");
        }
        Directory directory =
                feed.directory().orElseThrow(() -> new ProblemException(CollectorProblem.NO_CONFIGURATION));
        if (!log.reachable()) {
            throw new ProblemException(CollectorProblem.KAFKA_UNAVAILABLE, "no broker is reachable");
        }
        if (!exchange.enter()) {
            throw new ProblemException(CollectorProblem.COLLECTOR_BUSY);
        }
        BodyReader.read(exchange, batchBytes, (body, length) -> {
            try {
                decide(exchange, directory, Arrays.copyOf(body, length));
            } catch (UncheckedIOException | DateTimeException e) {
                exchange.answer(new ProblemException(CollectorProblem.INVALID_BATCH).because(e));
            }
        });
    }

    /** Whether the request shows our own token; without a token nobody can. */
    private boolean isOurs(Request request) {
        String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (shown == null || tokenFile.isEmpty()) {
            return false;
        }
        try {
            String token = Files.readString(tokenFile.get()).strip();
            return !token.isEmpty()
                    && MessageDigest.isEqual(
                            shown.getBytes(StandardCharsets.UTF_8),
                            ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The token file cannot be read", e);
        }
    }

    private void decide(Exchange exchange, Directory directory, byte[] body) {
        Resubmission order = Resubmission.parse(body);
        List<Verdict> verdicts =
                order.events().stream().map(event -> verdict(directory, event)).toList();
        if (order.dryRun()) {
            answer(
                    exchange,
                    verdicts.stream().map(verdict -> result(verdict, null)).toList());
        } else {
            store(exchange, verdicts);
        }
    }

    private Verdict verdict(Directory directory, Resubmission.Event event) {
        try {
            Arrival first = new Arrival(Rfc3339.parse(event.receivedAt()), Origin.UNKNOWN, clock, null);
            return new Admission(directory, directory.returning(event.source(), event.family()), first, eventBytes)
                    .decide(Submission.translated(event.event(), null));
        } catch (ProblemException problem) {
            return new Verdict.Refuse(null, "unknown", problem);
        }
    }

    private void store(Exchange exchange, List<Verdict> verdicts) {
        AtomicReferenceArray<@Nullable Outcome> outcomes = new AtomicReferenceArray<>(verdicts.size());
        AtomicInteger pending = new AtomicInteger(1);
        Runnable done = () -> {
            if (pending.decrementAndGet() == 0) {
                finish(exchange, verdicts, outcomes);
            }
        };
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Store store) {
                int index = i;
                pending.incrementAndGet();
                log.append(store.record(), outcome -> {
                    outcomes.set(index, outcome);
                    done.run();
                });
            }
        }
        done.run();
    }

    /** When one of them may not be stored, nothing is said of any: the portal sends all of them again, with the same ids. */
    private static void finish(
            Exchange exchange, List<Verdict> verdicts, AtomicReferenceArray<@Nullable Outcome> outcomes) {
        try {
            List<Resubmission.Result> results = new ArrayList<>();
            for (int i = 0; i < verdicts.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Failed(ProblemException problem)
                        && problem.problem() != CollectorProblem.EVENT_TOO_LARGE) {
                    exchange.answer(problem);
                    return;
                }
                results.add(result(verdicts.get(i), outcomes.get(i)));
            }
            answer(exchange, results);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private static Resubmission.Result result(Verdict verdict, @Nullable Outcome outcome) {
        return switch (verdict) {
            case Verdict.Refuse refuse -> refused(refuse.problem());
            case Verdict.Store store ->
                switch (outcome) {
                    case null -> Resubmission.Result.fits(store.record().topic());
                    case Outcome.Stored stored ->
                        Resubmission.Result.stored(stored.topic(), stored.partition(), stored.offset());
                    case Outcome.Spooled _ ->
                        throw new IllegalStateException("What comes back from quarantine goes straight to Kafka");
                    case Outcome.Failed failed -> refused(failed.problem());
                };
        };
    }

    private static Resubmission.Result refused(ProblemException problem) {
        return Resubmission.Result.refused(problem.problem().code(), problem.detail(), problem.faults());
    }

    private static void answer(Exchange exchange, List<Resubmission.Result> results) {
        exchange.answer(200, new Resubmission.Outcome(results).toJson());
    }
}
