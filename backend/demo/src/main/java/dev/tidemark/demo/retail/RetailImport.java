package dev.tidemark.demo.retail;

import dev.tidemark.demo.collector.Collector;
import dev.tidemark.demo.collector.Delivery;
import dev.tidemark.demo.collector.Delivery.Refusal;
import dev.tidemark.demo.collector.Event;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends a file's order lines through the collector. A line's identity is the file's name and its number, so sending it again changes
 * nothing; a shifted import has its own identities, because its lines happened at other times.
 */
public final class RetailImport {

    private RetailImport() {}

    /**
     * @param days by how many whole days every time was moved
     * @param sent how many events were offered
     */
    public record Report(RetailFile file, long days, int sent, Delivery delivery) {

        /** Whether every order line of the file is durable now. */
        public boolean complete() {
            return delivery.accepted() == sent;
        }

        /** For people: what happened, and each line that is not in with its number. */
        public List<String> text() {
            List<String> text = new ArrayList<>();
            String shift = days == 0 ? "as recorded" : "all times moved by %,d days".formatted(days);
            text.add("%s: %,d order lines, %s"
                    .formatted(file.name(), file.lines().size(), shift));
            text.add("sent %,d · accepted %,d · quarantined %,d · rejected %,d · not order lines %,d"
                    .formatted(
                            sent,
                            delivery.accepted(),
                            delivery.quarantined(),
                            delivery.refused().size(),
                            file.unread().size()));
            file.unread().stream()
                    .limit(50)
                    .forEach(unread ->
                            text.add("line %d: %s; not sent, not counted".formatted(unread.line(), unread.reason())));
            delivery.refused().stream()
                    .limit(50)
                    .forEach(refusal -> text.add("line %s: rejected with %d: %s"
                            .formatted(line(refusal), refusal.status(), refusal.reason())));
            return text;
        }

        private static String line(Refusal refusal) {
            return refusal.eventId().substring(refusal.eventId().lastIndexOf(':') + 1);
        }
    }

    /** By how many whole days to move the file so that its last day, in the shop's zone, is the given one. */
    public static long daysUntil(RetailFile file, LocalDate last) {
        Optional<LocalDate> latest =
                file.lines().stream().map(line -> line.at().toLocalDate()).max(LocalDate::compareTo);
        return latest.map(day -> ChronoUnit.DAYS.between(day, last)).orElse(0L);
    }

    /** The events of the file; the same file and shift always give the same ids. */
    public static List<Event> events(RetailFile file, long days) {
        String identity = days == 0 ? file.name() : file.name() + "+" + days + "d";
        return file.lines().stream().map(line -> line.toEvent(identity, days)).toList();
    }

    public static Report send(RetailFile file, long days, Collector collector) throws InterruptedException {
        List<Event> events = events(file, days);
        return new Report(file, days, events.size(), collector.send("retail", events));
    }
}
