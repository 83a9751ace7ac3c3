package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.spool.Segment.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFilesTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsAppendedIsReadInOrderOverManySegmentsAlsoAfterARestart() throws IOException {
        List<String> written = new ArrayList<>();
        try (SpoolFiles files = open(100_000, 300)) {
            for (int i = 0; i < 200; i++) {
                written.add("record " + i);
                append(files, "record " + i);
            }
        }
        try (SpoolFiles files = open(100_000, 300)) {
            append(files, "record 200");
            written.add("record 200");
            assertThat(drain(files)).isEqualTo(written);
            assertThat(files.drained()).isTrue();
        }
    }

    @Test
    void whatIsConfirmedIsNotReadAgainAndItsFilesAreGone() throws IOException {
        try (SpoolFiles files = open(100_000, 300)) {
            for (int i = 0; i < 50; i++) {
                append(files, "record " + i);
            }
            for (int i = 0; i < 2; i++) {
                files.confirmed(files.next(1).orElseThrow().end());
            }
        }
        try (SpoolFiles files = open(100_000, 300)) {
            assertThat(drain(files)).hasSize(48).startsWith("record 2").endsWith("record 49");
            files.restart();
            assertThat(files.bytes()).isZero();
            assertThat(segments()).isEmpty();
            append(files, "later");
            assertThat(drain(files)).containsExactly("later");
        }
    }

    @Test
    void withoutProgressEverythingIsReadAgain() throws IOException {
        try (SpoolFiles files = open(100_000, 100_000)) {
            append(files, "one", "two");
            files.confirmed(files.next(1).orElseThrow().end());
        }
        Files.writeString(directory.resolve("progress"), "what?");
        try (SpoolFiles files = open(100_000, 100_000)) {
            assertThat(drain(files)).containsExactly("one", "two");
        }
    }

    @Test
    void aFullSpoolTakesNothingUntilAFileIsConfirmed() throws IOException {
        try (SpoolFiles files = open(1_000, 300)) {
            int taken = 0;
            while (files.reserve(80)) {
                files.append(List.of(new byte[80]));
                taken++;
            }
            assertThat(taken).isBetween(8, 10);
            assertThat(files.bytes()).isLessThanOrEqualTo(1_000 + 4 * Segment.HEADER);
            drain(files);
            assertThat(files.reserve(80)).isTrue();
        }
    }

    @Test
    void aDirectoryBelongsToOneCollector() {
        try (SpoolFiles _ = open(1_000, 300)) {
            assertThatThrownBy(() -> open(1_000, 300))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another collector");
        }
        open(1_000, 300).close();
    }

    @Test
    void aDiskThatFailsKeepsNothingItDidNotAcknowledge() throws IOException {
        List<FailingDisk.Moment> inOneFile = List.of(FailingDisk.Moment.WRITE, FailingDisk.Moment.FORCE);
        assertThat(kept(100_000, inOneFile)).containsExactly("one", "after WRITE", "after FORCE");
        assertThat(kept(1, List.of(FailingDisk.Moment.values())))
                .containsExactly("one", "after WRITE", "after FORCE", "after CREATE");
    }

    private List<String> kept(long segment, List<FailingDisk.Moment> moments) throws IOException {
        FailingDisk disk = new FailingDisk();
        try (SpoolFiles files = SpoolFiles.open(new CollectorSettings.Spool(directory, 100_000, segment), disk)) {
            append(files, "one");
            for (FailingDisk.Moment moment : moments) {
                disk.fail(moment);
                assertThatThrownBy(() -> append(files, "not " + moment)).isInstanceOf(IOException.class);
                disk.recover();
                append(files, "after " + moment);
            }
            List<String> kept = drain(files);
            files.restart();
            return kept;
        }
    }

    private SpoolFiles open(long most, long segment) {
        return SpoolFiles.open(new CollectorSettings.Spool(directory, most, segment), Disk.LOCAL);
    }

    private static void append(SpoolFiles files, String... records) throws IOException {
        List<byte[]> payloads =
                Stream.of(records).map(text -> text.getBytes(UTF_8)).toList();
        payloads.forEach(payload -> assertThat(files.reserve(payload.length)).isTrue());
        files.append(payloads);
    }

    private static List<String> drain(SpoolFiles files) throws IOException {
        List<String> read = new ArrayList<>();
        for (Optional<SpoolFiles.Window> window = files.next(100); window.isPresent(); window = files.next(100)) {
            for (Piece piece : window.get().pieces()) {
                assertThat(piece).isInstanceOf(Piece.Whole.class);
                read.add(new String(((Piece.Whole) piece).payload(), UTF_8));
            }
            files.confirmed(window.get().end());
        }
        return read;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Segment.of(file).isPresent()).toList();
        }
    }
}
