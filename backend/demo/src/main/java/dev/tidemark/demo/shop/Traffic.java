package dev.tidemark.demo.shop;

import dev.tidemark.demo.collector.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The storefront's traffic, in the order in which it reaches the collector. The same seed and the same moments give the same events
 * with the same ids, whatever was asked before. Not for use by several threads.
 */
public final class Traffic {

    private static final double HISTORY_EVENTS_PER_DAY = 1_950;

    private final long seed;
    private final Range range;
    private final Customers customers;
    private final PriorityQueue<Planned> open = new PriorityQueue<>();
    private final double eventsPerHistoryVisit;
    private final double eventsPerLiveVisit;

    public Traffic(long seed) {
        this.seed = seed;
        this.range = new Range(seed);
        this.customers = new Customers(seed);
        this.eventsPerHistoryVisit = mean(Habits.HISTORY);
        this.eventsPerLiveVisit = mean(Habits.LIVE);
    }

    /** What a new platform is told first: all products and customers as they are at the moment. */
    public void introduces(Instant at) {
        long day = day(at);
        for (int number = 0; number < Range.PRODUCTS; number++) {
            add(at, product("sync-" + day + "-p" + number, number, at));
        }
        for (int number = 0; number < Customers.REGULARS; number++) {
            add(at, profile("sync-" + day + "-c" + number, number, at));
        }
    }

    /** All products and customers as they are at the moment, for the shop's own database. */
    public List<Event> records(Instant at) {
        List<Event> records = new ArrayList<>();
        for (int number = 0; number < Range.PRODUCTS; number++) {
            records.add(product("record", number, at));
        }
        for (int number = 0; number < Customers.REGULARS; number++) {
            records.add(profile("record", number, at));
        }
        return records;
    }

    /** One minute of the past. */
    public void minutePasses(Instant minute) {
        if (minute.getEpochSecond() % 86_400 == 0) {
            dayBegins(day(minute));
        }
        long number = Math.floorDiv(minute.getEpochSecond(), 60L);
        Dice dice = Dice.of(seed, 41, number);
        double mean = HISTORY_EVENTS_PER_DAY / eventsPerHistoryVisit / 1_440 * Season.at(minute, seed);
        visits(Habits.HISTORY, minute, Duration.ofMinutes(1), dice.times(mean), number);
    }

    /**
     * One second of now.
     *
     * @param rate events per second, in the mean over some minutes
     */
    public void secondPasses(Instant second, double rate) {
        Dice dice = Dice.of(seed, 42, second.getEpochSecond());
        visits(
                Habits.LIVE,
                second,
                Duration.ofSeconds(1),
                dice.times(rate / eventsPerLiveVisit),
                second.getEpochSecond());
        if (second.getEpochSecond() % 60 == 0) {
            someoneChanges(second, dice);
        }
        if (second.getEpochSecond() % 86_400 == 0) {
            dayBegins(day(second));
        }
    }

    /** Removes and returns what has reached the collector by the moment. */
    public List<Planned> due(Instant moment) {
        List<Planned> due = new ArrayList<>();
        for (Planned first = open.peek(); first != null && first.due().isBefore(moment); first = open.peek()) {
            due.add(first);
            open.poll();
        }
        return due;
    }

    private void visits(Habits habits, Instant from, Duration within, int count, long number) {
        for (int visit = 0; visit < count; visit++) {
            String id = habits.prefix() + Long.toString(number, 36) + "-" + visit;
            Dice dice = Dice.of(seed, habits.prefix().charAt(0), number, visit);
            Instant start = from.plus(dice.between(Duration.ZERO, within.minusMillis(1)));
            open.addAll(Visit.plan(id, start, habits, dice, range, customers));
        }
    }

    /** Products and profiles whose day of change it is. */
    private void dayBegins(long day) {
        Instant midnight = LocalDate.ofEpochDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (int number = 0; number < Range.PRODUCTS; number++) {
            if (range.changes(number, day)) {
                add(midnight, product("day-" + day + "-p" + number, number, midnight));
            }
        }
        for (int number = 0; number < Customers.REGULARS; number++) {
            if (customers.changes(number, day)) {
                Instant at = midnight.plusSeconds(Dice.of(seed, 43, day, number).between(0, 86_399));
                add(at, profile("day-" + day + "-c" + number, number, at));
            }
        }
    }

    /** Now and then somebody changes what the profile says about letters. */
    private void someoneChanges(Instant at, Dice dice) {
        if (dice.chance(0.5)) {
            int number = dice.between(0, Customers.REGULARS - 1);
            Customer customer = customers.regular(number, day(at)).withNewsletter(dice.chance(0.5));
            add(at, profile("now-" + at.getEpochSecond() + "-c" + number, customer, at));
        }
    }

    private void add(Instant due, Event event) {
        open.add(new Planned(due, event, false));
    }

    private Event profile(String id, int number, Instant at) {
        return profile(id, customers.regular(number, day(at)), at);
    }

    private static Event profile(String id, Customer customer, Instant at) {
        return new Event(id, "customer_updated", at, "crm", customer.id(), null, customer.profile());
    }

    private Event product(String id, int number, Instant at) {
        Product product = range.product(number, day(at));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("product_id", product.id());
        properties.put("title", product.title());
        properties.put("category", product.category());
        properties.put("price", product.price().toPlainString());
        properties.put("currency", "GBP");
        properties.put("active", true);
        return new Event(id, "product_updated", at, "crm", null, null, properties);
    }

    private double mean(Habits habits) {
        int visits = 4_000;
        long events = 0;
        for (int visit = 0; visit < visits; visit++) {
            Dice dice = Dice.of(seed, 44, visit);
            events += Visit.plan("mean-" + visit, Instant.EPOCH, habits, dice, range, customers)
                    .size();
        }
        return (double) events / visits;
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 86_400L);
    }
}
