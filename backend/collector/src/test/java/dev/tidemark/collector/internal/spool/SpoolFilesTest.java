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
import java.util.Arrays;
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
                files.confirmed(files.next(1).orElseThrow());
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
            files.confirmed(files.next(1).orElseThrow());
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
            while (files.reserve(80, 0)) {
                files.append(List.of(new byte[80]));
                taken++;
            }
            assertThat(taken).isBetween(8, 10);
            assertThat(files.bytes()).isLessThanOrEqualTo(1_000 + 4 * Segment.HEADER);
            drain(files);
            assertThat(files.reserve(80, 0)).isTrue();
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
        assertThat(kept(1, List.of(FailingDisk.Moment.WRITE, FailingDisk.Moment.FORCE, FailingDisk.Moment.CREATE)))
                .containsExactly("one", "after WRITE", "after FORCE", "after CREATE");
    }

    @Test
    void afterACutAtAnyByteTheFirstRecordsAreReadAndNothingElse() throws IOException {
        List<String> written = List.of("one", "two", "three", "the fourth", "five");
        try (SpoolFiles files = open(100_000, 100_000)) {
            append(files, written.toArray(String[]::new));
        }
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        int wholeBefore = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.deleteIfExists(directory.resolve("progress"));
            Files.write(segment, Arrays.copyOf(whole, length));
            try (SpoolFiles files = open(100_000, 100_000)) {
                long counted = files.records();
                List<String> read = drain(files);
                assertThat(read).as("%d bytes", length).isEqualTo(written.subList(0, read.size()));
                assertThat(read).as("%d bytes", length).hasSizeGreaterThanOrEqualTo(wholeBefore);
                assertThat(counted).isEqualTo(read.size());
                wholeBefore = read.size();
            }
        }
        assertThat(wholeBefore).isEqualTo(written.size());
    }

    @Test
    void recordsAreCountedUntilTheyAreConfirmedAlsoAfterARestart() throws IOException {
        try (SpoolFiles files = open(100_000, 300)) {
            for (int i = 0; i < 50; i++) {
                append(files, "record " + i);
            }
            files.confirmed(files.next(1).orElseThrow());
            assertThat(files.records()).isEqualTo(49);
        }
        try (SpoolFiles files = open(100_000, 300)) {
            assertThat(files.records()).isEqualTo(49);
            drain(files);
            assertThat(files.records()).isZero();
        }
    }

    @Test
    void whatIsSetAsideAtDifferentPlacesIsInDifferentFilesAlsoAfterARestart() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (SpoolFiles files = open(100_000, 100_000)) {
                append(files, "run " + run);
                Segment segment = files.next(1).orElseThrow().segment();
                files.setAside(segment, 28 + run, "unknown", new byte[] {1, (byte) run});
                files.setAside(segment, 28 + run, "unknown", new byte[] {1, (byte) run});
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> aside = files.filter(file -> file.toString().endsWith(".unknown"))
                    .sorted()
                    .toList();
            assertThat(aside).hasSize(2);
            assertThat(aside.get(0)).hasBinaryContent(new byte[] {1, 0});
            assertThat(aside.get(1)).hasBinaryContent(new byte[] {1, 1});
        }
    }

    @Test
    void whatCannotBeSetAsideForCertainIsToldAndItsSourceStays() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (SpoolFiles files = SpoolFiles.open(new CollectorSettings.Spool(directory, 100_000, 100_000), disk)) {
            append(files, "one");
            SpoolFiles.Window window = files.next(1).orElseThrow();
            disk.fail(FailingDisk.Moment.FORCE);
            assertThatThrownBy(() -> files.setAside(window.segment(), 28, "damaged", new byte[3]))
                    .isInstanceOf(IOException.class);
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).noneMatch(file -> file.toString().endsWith(".damaged"));
            }
            assertThat(drain(files)).containsExactly("one");
        }
    }

    @Test
    void whatLiesBeforeABadPlaceIsReadAndTheRestIsKeptUnderAnotherName() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (SpoolFiles files = SpoolFiles.open(new CollectorSettings.Spool(directory, 100_000, 100_000), disk)) {
            append(files, "one", "two", "three");
            Path segment = segments().getFirst();
            disk.readableUpTo(Segment.HEADER + 2 * Frame.HEAD + "onetwo".length() + 5);
            for (int i = 0; i < 2; i++) {
                files.confirmed(files.next(1).orElseThrow());
            }
            assertThatThrownBy(() -> files.next(1)).isInstanceOf(IOException.class);
            files.giveUpFirst();
            disk.readableUpTo(Long.MAX_VALUE);
            append(files, "four");
            assertThat(drain(files)).containsExactly("four");
            assertThat(segment).doesNotExist();
            assertThat(segment.resolveSibling(segment.getFileName() + ".unreadable"))
                    .content()
                    .contains("three");
        }
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
        payloads.forEach(payload -> assertThat(files.reserve(payload.length, 0)).isTrue());
        files.append(payloads);
    }

    private static List<String> drain(SpoolFiles files) throws IOException {
        List<String> read = new ArrayList<>();
        for (Optional<SpoolFiles.Window> window = files.next(100); window.isPresent(); window = files.next(100)) {
            for (Piece piece : window.get().pieces()) {
                assertThat(piece).isInstanceOf(Piece.Whole.class);
                read.add(new String(((Piece.Whole) piece).payload(), UTF_8));
            }
            files.confirmed(window.get());
        }
        return read;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Segment.of(file).isPresent()).toList();
        }
    }
}
