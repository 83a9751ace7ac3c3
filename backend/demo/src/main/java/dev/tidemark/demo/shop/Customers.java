package dev.tidemark.demo.shop;

import java.util.List;

/** Who buys. A profile is a function of the customer and the day; every so often it changes. */
final class Customers {

    static final int REGULARS = 1_500;

    private static final int DAYS_BETWEEN_CHANGES = 45;
    private static final List<String> FIRST = List.of(
            "Amelia", "Ben", "Chloe", "Dev", "Elif", "Finn", "Grace", "Hugo", "Isla", "Jonas", "Kira", "Liam", "Mara",
            "Noor", "Oscar", "Priya", "Quinn", "Rosa", "Sven", "Tara");
    private static final List<String> LAST = List.of(
            "Adams", "Baker", "Clarke", "Dubois", "Evans", "Fischer", "Garcia", "Hughes", "Ivanov", "Jansen", "Kelly",
            "Lopez", "Murphy", "Novak", "Okafor", "Patel", "Rossi", "Schmidt", "Taylor", "Walker");
    private static final List<String> COUNTRIES =
            List.of("United Kingdom", "Germany", "France", "Ireland", "Netherlands", "Spain", "United States");
    private static final int[] COUNTRY_WEIGHTS = {55, 11, 10, 6, 5, 5, 8};

    private final long seed;

    Customers(long seed) {
        this.seed = seed;
    }

    /** @param number from 0 to {@link #REGULARS} exclusive */
    Customer regular(int number, long day) {
        long since = day - Math.floorMod(day + 13L * number, (long) DAYS_BETWEEN_CHANGES);
        Dice birth = Dice.of(seed, 21, number);
        String name = birth.one(FIRST) + " " + birth.one(LAST);
        String home = country(birth);
        Dice now = Dice.of(seed, 22, number, since);
        String segment = List.of("new", "regular", "loyal", "business").get(now.weighted(15, 50, 25, 10));
        String country = now.chance(0.04) ? country(now) : home;
        return new Customer("c-" + (10_000 + number), name, country, segment, now.chance(0.4));
    }

    /** Whether the customer's profile changes on the day. */
    boolean changes(int number, long day) {
        return Math.floorMod(day + 13L * number, (long) DAYS_BETWEEN_CHANGES) == 0;
    }

    /** Somebody who comes for the first time. */
    Customer newcomer(String visit, Dice dice) {
        return new Customer(
                "c-" + visit, dice.one(FIRST) + " " + dice.one(LAST), country(dice), "new", dice.chance(0.5));
    }

    static String country(Dice dice) {
        return COUNTRIES.get(dice.weighted(COUNTRY_WEIGHTS));
    }
}
