package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.CdcProblem;
import dev.tidemark.cdc.CdcSettings;
import dev.tidemark.cdc.internal.postgres.Slot;
import dev.tidemark.cdc.internal.postgres.SourceConnection;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.problems.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The capture of one database, tried again for as long as it is not closed. */
public final class Capture implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final String OBJECT_IN_USE = "55006";

    private final CaptureConfig.Database source;
    private final CaptureNames names;
    private final CaptureWatch watch;
    private final Session session;
    private final Thread thread;

    public Capture(CaptureConfig.Database source, CdcSettings settings, InstantSource clock) {
        this.source = source;
        this.names = CaptureNames.of(source);
        this.watch = new CaptureWatch(source, names.slot(), clock);
        this.session = new Session(
                source,
                names,
                new ProgressLog(settings.kafka(), settings.progressTopic()),
                settings.kafka(),
                clock,
                watch);
        this.thread = Thread.ofPlatform().name("capture-" + names.capture()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public CaptureConfig.Database source() {
        return source;
    }

    public CaptureStatus status() {
        return watch.status();
    }

    private void run() {
        Duration pause = SHORTEST;
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            try {
                if (!source.trouble().isEmpty()) {
                    throw new ProblemException(CdcProblem.CAPTURE_NOT_CONNECTED, names.capture(), source.trouble());
                }
                session.run();
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (Thread.currentThread().isInterrupted()
                        || e instanceof org.apache.kafka.common.errors.InterruptException) {
                    return;
                }
                say(problem(e));
            }
            boolean lasted = System.nanoTime() - began > LONGEST.toNanos();
            pause = lasted ? SHORTEST : min(pause.multipliedBy(2), LONGEST);
            observe();
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void say(ProblemException problem) {
        String text = problem.detail() + " " + problem.remedy();
        if (watch.waits(problem.problem().code(), text)) {
            LOG.warn("{} waits ({}): {}", names.capture(), problem.problem().code(), text, problem.getCause());
        }
    }

    private ProblemException problem(Exception failure) {
        return switch (failure) {
            case ProblemException known -> known;
            case SQLException busy
            when OBJECT_IN_USE.equals(busy.getSQLState()) ->
                new ProblemException(CdcProblem.CAPTURE_BUSY, names.slot(), busy.getMessage());
            case SQLException away ->
                new ProblemException(CdcProblem.CAPTURE_SOURCE_AWAY, names.capture(), away.getMessage());
            case KafkaException away ->
                new ProblemException(CdcProblem.CAPTURE_LOG_AWAY, names.capture(), reason(away));
            default ->
                new ProblemException(CdcProblem.CAPTURE_FAILED, names.capture(), failure.toString()).because(failure);
        };
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
    }

    /** How much the database keeps for us is most worth knowing while we do not take it. */
    private void observe() {
        try (Connection connection = SourceConnection.ordinary(source.connection())) {
            watch.slot(new Slot(names.slot(), connection).state().orElse(null));
        } catch (SQLException e) {
            watch.slot(null);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
