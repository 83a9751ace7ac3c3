package dev.tidemark.demo.shop;

import java.time.Duration;

/**
 * How people behave on a visit.
 *
 * @param prefix of the ids, so that visits of one kind are never mistaken for another's
 * @param pagesPerVisit the mean number of pages
 * @param buys the chance that a visit ends in an order
 * @param offline how long a phone at most stays without network
 * @param regret how long after an order it is at most cancelled
 * @param giveBack how long after an order it is at most refunded
 */
record Habits(String prefix, double pagesPerVisit, double buys, Duration offline, Duration regret, Duration giveBack) {

    /** The past: orders in full, and of the browsing little more than belongs to them. */
    static final Habits HISTORY =
            new Habits("h", 1.4, 0.55, Duration.ofHours(6), Duration.ofHours(40), Duration.ofDays(9));

    /** Now: most visitors only look. */
    static final Habits LIVE =
            new Habits("v", 5.0, 0.07, Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40));
}
