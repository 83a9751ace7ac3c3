package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nobody is there: what is accepted is on the disk. */
class SpooledLogTest {

    @TempDir
    private Path directory;

    private final FailingDisk disk = new FailingDisk();
    private final EventLog nobody = new EventLog("127.0.0.1:1", Duration.ofSeconds(2));

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
        return new SpooledLog(nobody, SpoolFiles.open(settings(most), disk), InstantSource.system());
    }

    private CollectorSettings.Spool settings(long most) {
        return new CollectorSettings.Spool(directory, most, 4_096);
    }

    private static CompletableFuture<Outcome> append(SpooledLog log, String value) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        log.append(new ProducerRecord<>("t", "key".getBytes(UTF_8), value.getBytes(UTF_8)), answer::complete);
        return answer;
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
                files.confirmed(next.get().end());
            }
        }
        return left;
    }
}
