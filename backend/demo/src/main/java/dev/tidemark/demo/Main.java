package dev.tidemark.demo;

import dev.tidemark.demo.collector.Collector;
import dev.tidemark.demo.collector.CollectorException;
import dev.tidemark.demo.collector.Dispatch;
import dev.tidemark.demo.retail.RetailFile;
import dev.tidemark.demo.retail.RetailImport;
import dev.tidemark.demo.retail.RetailImport.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's commands. */
public final class Main {

    private static final String USAGE = """
            demo generate [--rate N] [--seed S] [--days D]   send the last D days once (90), then N events a second (10)
            demo history [--seed S] [--days D]               send the past only
            demo rate N                                      change the rate of a running generate
            demo import FILE [--shift now]                   send the order lines of a CSV file; --shift now: its last day is today
            """;
    private static final long SEED = 17;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(60);

    private final Home home;
    private final Deque<String> words;

    private Main(Home home, List<String> words) {
        this.home = home;
        this.words = new ArrayDeque<>(words);
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            System.exit(new Main(Home.ofEnvironment(), List.of(args)).run());
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        } catch (CollectorException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private int run() throws IOException, InterruptedException {
        String command = Optional.ofNullable(words.poll()).orElse("");
        switch (command) {
            case "generate" -> generate(true);
            case "history" -> generate(false);
            case "rate" -> {
                double rate = Rate.parse(word("a rate"));
                end();
                Rate.set(home, rate);
                System.out.println("The storefront sends " + rate + " events a second.");
            }
            case "import" -> {
                return importFile();
            }
            default ->
                throw new UsageException(command.isEmpty() ? "Say what to do." : "Unknown command “" + command + "”.");
        }
        return 0;
    }

    private void generate(boolean live) throws IOException, InterruptedException {
        double rate = 10;
        long seed = SEED;
        int days = 90;
        while (!words.isEmpty()) {
            switch (word("an option")) {
                case "--rate" -> rate = Rate.parse(word("a rate"));
                case "--seed" -> seed = number(word("a seed"), Long.MIN_VALUE, Long.MAX_VALUE);
                case "--days" -> days = (int) number(word("a number of days"), 0, 110);
                case String other -> throw new UsageException("Unknown option “" + other + "”.");
            }
        }
        Collector collector = collector(PATIENCE);
        collector.awaitHealth();
        try (Dispatch dispatch = new Dispatch(collector)) {
            Storefront storefront = new Storefront(home, dispatch, Clock.systemUTC(), System.out, seed, days);
            var until = storefront.history();
            if (live) {
                Map<String, String> shop = home.shopDatabase();
                if (!shop.isEmpty()) {
                    storefront.keeps(new ShopRecords(shop), until);
                }
                storefront.live(until, new Rate(home, rate));
            }
        }
    }

    private int importFile() throws IOException, InterruptedException {
        Path path = Path.of(word("a file"));
        boolean shift = false;
        if (!words.isEmpty()) {
            if (!word("an option").equals("--shift")
                    || !word("“now” after --shift").equals("now")) {
                throw new UsageException("After the file comes nothing, or --shift now.");
            }
            shift = true;
        }
        end();
        if (!Files.isReadable(path)) {
            throw new UsageException("There is no readable file " + path + ".");
        }
        RetailFile file = RetailFile.read(path);
        long days = shift ? RetailImport.daysUntil(file, LocalDate.now(ZoneId.of("Europe/London"))) : 0;
        Collector collector = collector(SHORT_PATIENCE);
        collector.awaitHealth();
        Report report = RetailImport.send(file, days, collector);
        report.text().forEach(System.out::println);
        return report.complete() ? 0 : 1;
    }

    private Collector collector(Duration patience) throws IOException {
        return new Collector(home.collector(), this::writeKey, patience);
    }

    private Optional<String> writeKey(String source) {
        try {
            return Optional.ofNullable(home.writeKeys().get(source));
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's credentials cannot be read", e);
        }
    }

    private String word(String what) {
        String word = words.poll();
        if (word == null) {
            throw new UsageException("Here comes " + what + ".");
        }
        return word;
    }

    private void end() {
        if (!words.isEmpty()) {
            throw new UsageException("“" + words.peek() + "” is too much.");
        }
    }

    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with a number out of range.
        }
        throw new UsageException("“" + text + "” is no number from " + least + " to " + most + ".");
    }
}
