package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The measurements' commands. */
public final class Main {

    private static final String USAGE = """
            bench event-to-answer [EVENTS]   2xx until the query API answers with the event, and until it is archived (100)
            bench event-to-page [EVENTS]     the same until the metric page shows it (100)
            bench ingest [TURNS]             collector against kafka-producer-perf-test, turns of 5 s (6)
            bench endure [EVENTS]            while Kafka is killed three times and the collector twice: acknowledged = stored, once (1000000)
            bench overload [MINUTES]         more than a source may send: what is told 429, and the collector's memory (30)
            bench users [QUESTIONS]          64 people at once against one, with dashboards and without a pause, questions of each (50)
            bench compile [QUESTIONS]        load 1,000 metrics, then compile and route (20000); needs no installation
            bench routed [PAIRS]             a routed question against its own SQL (200); needs no installation
            bench export [ROWS]              files of so many rows, with the memory they take (10000000); needs no installation
            """;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> words = List.of(args);
        try {
            switch (words.isEmpty() ? "" : words.getFirst()) {
                case "event-to-answer" -> new EventToPage(installation(), count(words, 100)).run(false);
                case "event-to-page" -> new EventToPage(installation(), count(words, 100)).run(true);
                case "ingest" -> new IngestRatio(installation(), Duration.ofSeconds(5), count(words, 6)).run();
                case "endure" -> new Endurance(installation(), count(words, 1_000_000)).run();
                case "overload" -> new Overload(installation(), Duration.ofMinutes(count(words, 30))).run();
                case "users" -> new ManyUsers(installation(), count(words, 50)).run();
                case "compile" -> new CompileAndRoute(count(words, 20_000)).run();
                case "routed" -> new RoutedRatio(count(words, 200)).run();
                case "export" -> new ExportMemory(count(words, 10_000_000)).run();
                default -> {
                    System.err.print(USAGE);
                    System.exit(2);
                }
            }
        } catch (NumberFormatException e) {
            System.err.print(USAGE);
            System.exit(2);
        } catch (IOException | SQLException | ExecutionException | TimeoutException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Installation installation() throws IOException {
        return Installation.at(Path.of(System.getenv().getOrDefault("TIDEMARK_HOME", ".tidemark")));
    }

    private static int count(List<String> words, int otherwise) {
        return words.size() < 2 ? otherwise : Integer.parseUnsignedInt(words.get(1));
    }
}
