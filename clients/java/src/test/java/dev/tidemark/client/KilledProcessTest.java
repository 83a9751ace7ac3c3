package dev.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed in the middle of its work, again and again, while the collector comes and goes. */
class KilledProcessTest {

    private static final int LIVES = 3;
    private static final int EACH = 400;

    /** The service: sends its events and says so after each; then it waits to be killed. */
    public static final class Service {
        public static void main(String[] arguments) throws Exception {
            TidemarkClient client = TidemarkClient.open(
                    URI.create(arguments[0]),
                    "a-key",
                    ClientSettings.DEFAULT
                            .withBatches(20, 100_000, Duration.ofMillis(2))
                            .withPauses(Duration.ofMillis(5), Duration.ofMillis(50))
                            .withDisk(Path.of(arguments[1]), 100_000_000),
                    (id, outcome) -> {});
            int from = Integer.parseInt(arguments[2]);
            for (int i = from; i < from + EACH; i++) {
                client.send(Event.of("order_placed").with("n", i));
                System.out.println(i);
            }
            Thread.currentThread().join();
        }
    }

    @Test
    void everythingThatWasQueuedIsStoredInOrder(@TempDir Path directory) throws Exception {
        List<Integer> promised = new ArrayList<>();
        try (FakeCollector collector = new FakeCollector()) {
            for (int life = 0; life < LIVES; life++) {
                for (int i = 0; i < 5; i++) {
                    collector.first(FakeCollector.answers(503, "{}"));
                }
                promised.addAll(liveAndDie(collector.address(), directory, life * EACH, 150 + 100 * life));
            }
            try (TidemarkClient last = TidemarkClient.open(
                    collector.address(),
                    "a-key",
                    ClientSettings.DEFAULT
                            .withPauses(Duration.ofMillis(5), Duration.ofMillis(50))
                            .withDisk(directory, 100_000_000),
                    (id, outcome) -> {})) {
                assertThat(last.flush(Duration.ofSeconds(30)))
                        .as("%s", last.figures())
                        .isTrue();
            }
            assertThat(new HashSet<>(collector.numbers)).containsAll(promised);
            List<Integer> first = collector.numbers.stream().distinct().toList();
            assertThat(first).as("the first copy of each, in order").isSorted();
        }
    }

    /** The numbers that the service said were queued before it was killed. */
    private static List<Integer> liveAndDie(URI collector, Path directory, int from, int until) throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path").replace(";", File.pathSeparator),
                        Service.class.getName(),
                        collector.toString(),
                        directory.toString(),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> queued = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while (queued.size() < until && (line = lines.readLine()) != null) {
                queued.add(Integer.valueOf(line));
            }
            service.destroyForcibly().waitFor();
        }
        assertThat(queued).hasSize(until);
        return queued;
    }
}
