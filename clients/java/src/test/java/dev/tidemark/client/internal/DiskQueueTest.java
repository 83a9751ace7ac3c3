package dev.tidemark.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQueueTest {

    @TempDir
    private Path directory;

    private DiskQueue open() {
        return new DiskQueue(directory, 100_000_000);
    }

    private static void add(DiskQueue queue, String event) throws InterruptedException {
        assertThat(queue.add(event.getBytes(StandardCharsets.UTF_8), Duration.ZERO))
                .isTrue();
    }

    private static List<String> all(DiskQueue queue) throws InterruptedException {
        return queue.first(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO).stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .toList();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".events"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsCutAtAnyByteLosesOnlyWhatWasNotWhole() throws Exception {
        try (DiskQueue queue = open()) {
            add(queue, "first");
            add(queue, "second");
            add(queue, "third");
        }
        Path file = segments().get(0);
        byte[] whole = Files.readAllBytes(file);
        int second = whole.length - 8 - "third".length();
        for (int cut = second; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try (DiskQueue queue = open()) {
                assertThat(all(queue)).as("cut at byte %d", cut).containsExactly("first", "second");
                assertThat(queue.size()).isEqualTo(2);
                add(queue, "after");
                assertThat(all(queue)).containsExactly("first", "second", "after");
            }
            for (Path each : segments()) {
                if (!each.equals(file)) {
                    Files.delete(each);
                }
            }
        }
    }

    @Test
    void damageInTheMiddleIsSetAsideAndTheRestGoesOn() throws Exception {
        try (DiskQueue queue = open()) {
            add(queue, "first");
            add(queue, "second");
            add(queue, "third");
        }
        Path file = segments().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[8 + 5 + 8] ^= 1;
        Files.write(file, bytes);
        try (DiskQueue queue = open()) {
            add(queue, "later");
            assertThat(all(queue)).containsExactly("first", "later");
            queue.remove(2);
        }
        assertThat(Path.of(file + ".damaged")).exists();
    }

    @Test
    void aRandomLifeLosesNothingAndKeepsTheOrder() throws Exception {
        Random random = new Random(11);
        List<String> expected = new ArrayList<>();
        DiskQueue queue = open();
        int next = 0;
        for (int step = 0; step < 600; step++) {
            int choice = random.nextInt(10);
            if (choice < 6) {
                String event = next++ + "x".repeat(random.nextInt(60_000));
                add(queue, event);
                expected.add(event);
            } else if (choice < 9) {
                int count = Math.min(expected.size(), random.nextInt(8));
                queue.remove(count);
                expected.subList(0, count).clear();
            } else {
                queue.close();
                queue = open();
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        assertThat(all(queue)).isEqualTo(expected);
        queue.remove(expected.size());
        assertThat(segments()).hasSize(1);
        queue.close();
    }

    @Test
    void itIsBounded() throws Exception {
        try (DiskQueue queue = new DiskQueue(directory, 100)) {
            add(queue, "x".repeat(80));
            assertThat(queue.add(new byte[20], Duration.ofMillis(1))).isFalse();
            queue.remove(1);
            add(queue, "y".repeat(80));
        }
    }
}
