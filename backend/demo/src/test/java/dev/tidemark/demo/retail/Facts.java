package dev.tidemark.demo.retail;

import dev.tidemark.demo.collector.Event;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the events of an import say per day of the shop, in the words of the facts that it must agree with. */
final class Facts {

    private Facts() {}

    static List<String> of(List<Event> events) {
        Map<String, List<Event>> days = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.time()
                                .atZone(ZoneId.of("Europe/London"))
                                .toLocalDate()
                                .toString(),
                        TreeMap::new,
                        Collectors.toList()));
        List<String> facts = new ArrayList<>(List.of("day,lines,orders,revenue,cancelled,customers"));
        days.forEach((day, own) -> facts.add(row(day, own)));
        facts.add(row("all", events));
        return facts;
    }

    private static String row(String name, List<Event> events) {
        Predicate<Event> cancelled =
                event -> Boolean.TRUE.equals(event.properties().get("cancelled"));
        return String.join(
                ",",
                name,
                Integer.toString(events.size()),
                Long.toString(distinct(events.stream().filter(cancelled.negate()), "invoice_no")),
                sum(events.stream().filter(cancelled.negate())).toPlainString(),
                sum(events.stream().filter(cancelled)).toPlainString(),
                Long.toString(distinct(events.stream(), "customer_id")));
    }

    private static long distinct(Stream<Event> events, String property) {
        return events.filter(event -> event.properties().containsKey(property))
                .map(event -> event.properties().get(property))
                .distinct()
                .count();
    }

    private static BigDecimal sum(Stream<Event> events) {
        return events.map(event ->
                        new BigDecimal(String.valueOf(event.properties().get("amount"))))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
