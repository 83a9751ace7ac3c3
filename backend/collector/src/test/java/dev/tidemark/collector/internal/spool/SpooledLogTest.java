package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nobody is there: what is accepted is on the disk. */
class SpooledLogTest {

    @TempDir
    private Path directory;

    private final FailingDisk disk = new FailingDisk();
    private final EventLog nobody = new EventLog("127.0.0.1:1", Duration.ofSeconds(2), EventLog.AfterFailure.STOP);

    @AfterEach
    void close() {
        nobody.close();
    }

    @Test
    void manyRecordsThatWaitTogetherShareOneForce() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                answers.add(append(log, "event " + i));
            }
            log.start();
            for (CompletableFuture<Outcome> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
            }
            assertThat(disk.forces.get()).isEqualTo(1);
            assertThat(log.behind()).isTrue();
        }
        assertThat(left()).hasSize(5_000).startsWith("event 0").endsWith("event 4999");
    }

    @Test
    void aFailingDiskMeansThatNothingIsAcknowledged() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            log.start();
            assertThat(append(log, "one").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
            disk.fail(FailingDisk.Moment.FORCE);
            assertRefused(append(log, "two"), CollectorProblem.SPOOL_FAILED);
            disk.recover();
            assertThat(append(log, "three").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
        }
        assertThat(left()).containsExactly("one", "three");
    }

    @Test
    void aFailingDiskIsTroubleUntilItIsWellAgainAlsoWhenNobodySends() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            log.start();
            assertThat(append(log, "one").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
            assertThat(log.trouble()).isEmpty();
            disk.fail(FailingDisk.Moment.FORCE);
            assertRefused(append(log, "two"), CollectorProblem.SPOOL_FAILED);
            assertThat(log.trouble().orElseThrow())
                    .hasMessageContaining("disk")
                    .cause()
                    .hasMessageContaining("the disk fails at FORCE");
            disk.recover();
            await(() -> log.trouble().isEmpty());
        }
        assertThat(left()).containsExactly("one");
    }

    @Test
    void anErrorWhileWritingLeavesNobodyWithoutAnAnswerAndNothingWrong() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            log.start();
            assertThat(append(log, "one").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
            disk.fail(FailingDisk.Moment.ERROR);
            assertRefused(append(log, "two"), CollectorProblem.SPOOL_FAILED);
            assertThat(log.trouble()).isPresent();
            disk.recover();
            assertThat(append(log, "three").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
        }
        assertThat(left()).containsExactly("one", "three");
    }

    @Test
    void aSenderThatCannotBeToldDoesNotKeepTheOthersFromTheirAnswer() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            log.append(record("one"), _ -> {
                throw new AssertionError("nobody listens");
            });
            CompletableFuture<Outcome> two = append(log, "two");
            log.start();
            assertThat(two.get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
            assertThat(append(log, "three").get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Spooled());
        }
        assertThat(left()).containsExactly("one", "two", "three");
    }

    @Test
    void bytesRecordsAndAgeOfWhatIsInTheSpoolAreMetrics() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (SpooledLog log = log(10_000_000)) {
            log.gauges().bindTo(meters);
            assertThat(meters.scrape())
                    .contains("tidemark_collector_spool_records 0.0", "tidemark_collector_spool_bytes 0.0");
            log.start();
            append(log, "one");
            append(log, "two").get(20, TimeUnit.SECONDS);
            assertThat(meters.scrape())
                    .contains("tidemark_collector_spool_records 2.0", "tidemark_collector_spool_held_records 0.0")
                    .doesNotContain("tidemark_collector_spool_bytes 0.0");
        }
        try (SpooledLog log = log(10_000_000)) {
            log.start();
            await(() -> log.gauges().details().containsKey("oldest_at"));
            assertThat(log.gauges().details()).containsEntry("records", 2L);
        }
    }

    private static void await(BooleanSupplier wanted) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void aFullSpoolRefuses() throws Exception {
        try (SpooledLog log = log(8_192)) {
            log.start();
            CompletableFuture<Outcome> last = append(log, "x".repeat(1_000));
            while (last.get(20, TimeUnit.SECONDS) instanceof Outcome.Spooled) {
                last = append(log, "x".repeat(1_000));
            }
            assertRefused(last, CollectorProblem.SPOOL_FULL);
        }
        assertThat(left()).hasSizeBetween(6, 8);
    }

    @Test
    void whatKafkaWouldNeverTakeIsRefusedAtOnce() throws Exception {
        try (SpooledLog log = log(10_000_000)) {
            log.start();
            assertRefused(append(log, "x".repeat(1_000_000)), CollectorProblem.EVENT_TOO_LARGE);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aRecordIsGivenBackToTheLetter() throws IOException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("events.ö", 3, null, new byte[] {1, 2});
        record.headers().add("a", new byte[] {9}).add("b", null).add("a", new byte[0]);
        SpooledRecord back = SpooledRecord.of(new SpooledRecord(17, record).payload());
        assertThat(back).usingRecursiveComparison().isEqualTo(new SpooledRecord(17, record));
        ProducerRecord<byte[], byte[]> bare = new ProducerRecord<>("t", null, new byte[] {7}, null);
        assertThat(SpooledRecord.of(new SpooledRecord(1, bare).payload()).record())
                .satisfies(read -> {
                    assertThat(read.key()).containsExactly(7);
                    assertThat(read.value()).isNull();
                    assertThat(read.partition()).isNull();
                });
    }

    private static void assertRefused(CompletableFuture<Outcome> answer, CollectorProblem problem) throws Exception {
        assertThat(answer.get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().problem()).isEqualTo(problem));
    }

    private SpooledLog log(long most) {
        return SpooledLog.open(nobody, settings(most), disk, InstantSource.system());
    }

    private CollectorSettings.Spool settings(long most) {
        return new CollectorSettings.Spool(directory, most, 4_096);
    }

    private static CompletableFuture<Outcome> append(SpooledLog log, String value) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        log.append(record(value), answer::complete);
        return answer;
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>("t", "key".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        try (SpoolFiles files = SpoolFiles.open(settings(100_000_000), Disk.LOCAL)) {
            for (Optional<SpoolFiles.Window> next = files.next(1_000_000);
                    next.isPresent();
                    next = files.next(1_000_000)) {
                for (Segment.Piece piece : next.get().pieces()) {
                    byte[] payload = ((Segment.Piece.Whole) piece).payload();
                    left.add(new String(SpooledRecord.of(payload).record().value(), UTF_8));
                }
                files.confirmed(next.get());
            }
        }
        return left;
    }
}
