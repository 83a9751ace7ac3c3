package dev.tidemark.demo;

import dev.tidemark.demo.collector.Delivery;
import dev.tidemark.demo.collector.Delivery.Refusal;
import dev.tidemark.demo.collector.Dispatch;
import dev.tidemark.demo.collector.Event;
import dev.tidemark.demo.shop.Planned;
import dev.tidemark.demo.shop.Traffic;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends the storefront's past once, and then its present. What was sent is remembered in {@link StorefrontProgress}: a later start
 * fills the time in between. A start that was interrupted begins again with the same events and ids, which changes nothing.
 */
final class Storefront {

    private static final Duration LONGEST_GAP = Duration.ofMinutes(2);
    private static final Duration LONGEST_FOLLOW_UP = Duration.ofDays(12);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int CHUNK = 10_000;

    private final Home home;
    private final Dispatch dispatch;
    private final Clock clock;
    private final PrintStream out;
    private final Traffic traffic;
    private final int days;
    private Optional<ShopRecords> shop = Optional.empty();
    private long accepted;
    private long quarantined;
    private long refusedOdd;
    private long refused;

    Storefront(Home home, Dispatch dispatch, Clock clock, PrintStream out, long seed, int days) {
        this.home = home;
        this.dispatch = dispatch;
        this.clock = clock;
        this.out = out;
        this.traffic = new Traffic(seed);
        this.days = days;
    }

    /**
     * Sends what has happened since the last time, or in the last days if there was none.
     *
     * @return until when everything is sent
     */
    Instant history() throws IOException, InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant earliest = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        Optional<StorefrontProgress> before = StorefrontProgress.read(home);
        Instant from = before.map(StorefrontProgress::until)
                .filter(until -> until.isAfter(earliest))
                .orElse(earliest);
        if (before.isEmpty()) {
            traffic.introduces(from);
        } else {
            remember(before.get(), from);
        }
        long began = System.nanoTime();
        for (Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
                minute.isBefore(now);
                minute = minute.plusSeconds(60)) {
            traffic.minutePasses(minute);
            if (minute.getEpochSecond() % 259_200 == 0) {
                send(traffic.due(minute));
            }
        }
        send(traffic.due(now));
        StorefrontProgress progress =
                before.map(p -> p.withUntil(now)).orElseGet(() -> new StorefrontProgress(from, now, now));
        progress.write(home);
        out.printf(
                "History from %s to %s is sent in %.1f s: %s%n",
                from, now, (System.nanoTime() - began) / 1e9, summary());
        return now;
    }

    /** Goes through the loaded past again without sending it, for what its visits still cause: refunds and cancellations. */
    private void remember(StorefrontProgress before, Instant from) {
        Instant start = before.loadedUntil().minus(LONGEST_FOLLOW_UP);
        Instant minute = start.isAfter(before.loadedFrom()) ? start : before.loadedFrom();
        for (; minute.isBefore(before.loadedUntil()); minute = minute.plusSeconds(60)) {
            traffic.minutePasses(minute);
        }
        traffic.due(from);
    }

    /** From now on what changes of customers and products is written into the shop's own database, whose changes are captured. */
    void keeps(ShopRecords records, Instant since) {
        records.begin(traffic.records(since));
        shop = Optional.of(records);
    }

    /** Sends what happens, until the thread is interrupted. */
    void live(Instant since, Rate rate) throws IOException, InterruptedException {
        Instant second = since;
        Instant reported = since;
        warmUp(since, rate);
        while (true) {
            Instant now = clock.instant();
            if (Duration.between(second, now).compareTo(LONGEST_GAP) > 0) {
                second = skip(second, now);
            }
            for (; second.isBefore(now); second = second.plusSeconds(1)) {
                traffic.secondPasses(second, rate.now());
            }
            send(traffic.due(now));
            if (Duration.between(reported, now).toSeconds() >= 60) {
                out.printf("%s at %s events/s: %s%n", now.truncatedTo(ChronoUnit.SECONDS), rate.now(), summary());
                reported = now;
            }
            remember(now);
            Thread.sleep(STEP);
        }
    }

    /** Visits last minutes, so without earlier ones the rate would climb slowly. */
    private void warmUp(Instant since, Rate rate) throws IOException {
        for (Instant second = since.minusSeconds(300); second.isBefore(since); second = second.plusSeconds(1)) {
            traffic.secondPasses(second, rate.now());
        }
        traffic.due(since);
    }

    /** After a pause of the machine the time in between is filled like the past, not at the live rate. */
    private Instant skip(Instant from, Instant now) {
        Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
        for (; minute.isBefore(now.truncatedTo(ChronoUnit.MINUTES)); minute = minute.plusSeconds(60)) {
            traffic.minutePasses(minute);
        }
        return minute;
    }

    private void remember(Instant now) throws IOException {
        Optional<StorefrontProgress> before = StorefrontProgress.read(home);
        if (before.isPresent() && Duration.between(before.get().until(), now).toSeconds() >= 5) {
            before.get().withUntil(now).write(home);
        }
    }

    private void send(List<Planned> planned) throws InterruptedException {
        for (int from = 0; from < planned.size(); from += CHUNK) {
            List<Planned> chunk = planned.subList(from, Math.min(from + CHUNK, planned.size()));
            List<Event> events = chunk.stream()
                    .map(Planned::event)
                    .filter(event -> shop.isEmpty() || !shop.get().takes(event))
                    .toList();
            count(chunk, dispatch.send(events));
        }
    }

    /** Odd events are meant to be refused; any other refusal is a defect of the demo or of its definitions. */
    private void count(List<Planned> sent, Delivery delivery) {
        accepted += delivery.accepted();
        quarantined += delivery.quarantined();
        if (delivery.refused().isEmpty()) {
            return;
        }
        Set<String> odd = sent.stream()
                .filter(Planned::odd)
                .map(planned -> planned.event().id())
                .collect(Collectors.toSet());
        List<Refusal> unexpected = delivery.refused().stream()
                .filter(refusal -> !odd.contains(refusal.eventId()))
                .toList();
        refusedOdd += delivery.refused().size() - unexpected.size();
        refused += unexpected.size();
        unexpected.stream()
                .limit(5)
                .forEach(refusal -> out.println("Refused unexpectedly: " + refusal.eventId() + " " + refusal.status()
                        + " " + refusal.reason()));
    }

    private String summary() {
        return "%,d events accepted, %,d in quarantine, %,d malformed on purpose and refused, %,d refused unexpectedly"
                .formatted(accepted, quarantined, refusedOdd, refused);
    }
}
