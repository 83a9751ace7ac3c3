package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.CollectorSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it writes to its spool, at another moment each time. */
class KilledWriterTest {

    private static final int KILLS = 5;

    @TempDir
    private Path directory;

    @Test
    void everythingThatWasAcknowledgedIsThereInOrderAndNothingElse() throws Exception {
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = writer(acknowledged);
            try (BufferedReader answers = writer.inputReader()) {
                int enough = acknowledged + 50 + 37 * kill;
                for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                    acknowledged = Integer.parseInt(line) + 1;
                    if (acknowledged == enough) {
                        writer.toHandle().destroyForcibly();
                    }
                }
            }
            writer.waitFor();
            List<Integer> kept = kept();
            assertThat(kept).as("after %d kills", kill + 1).hasSizeGreaterThanOrEqualTo(acknowledged);
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i)).isEqualTo(i);
            }
            acknowledged = kept.size();
        }
    }

    private Process writer(int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        directory.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static CollectorSettings.Spool settings(Path directory) {
        return new CollectorSettings.Spool(directory, 1_000_000_000, 20_000);
    }

    private List<Integer> kept() throws IOException {
        List<Integer> kept = new ArrayList<>();
        for (Segment segment : segments()) {
            Segment.Stretch all = segment.read(Disk.LOCAL, 0, Files.size(segment.file()), 1_000_000);
            for (Segment.Piece piece : all.pieces()) {
                assertThat(piece).isInstanceOf(Segment.Piece.Whole.class);
                String text = new String(((Segment.Piece.Whole) piece).payload(), UTF_8);
                kept.add(Integer.parseInt(text.substring(0, text.indexOf(' '))));
            }
        }
        return kept;
    }

    private List<Segment> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().flatMap(file -> Segment.of(file).stream()).toList();
        }
    }

    /** Writes numbers for ever and prints each when it is on disk. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) throws IOException {
            try (SpoolFiles files = SpoolFiles.open(settings(Path.of(args[0])), Disk.LOCAL)) {
                for (int i = Integer.parseInt(args[1]); ; i++) {
                    byte[] payload = (i + " " + "x".repeat(i % 900)).getBytes(UTF_8);
                    files.reserve(payload.length, 0);
                    files.append(List.of(payload));
                    System.out.println(i);
                }
            }
        }
    }
}
