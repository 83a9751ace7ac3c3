package dev.tidemark.incidents;

import java.util.Optional;

/**
 * What an incident is about.
 *
 * @param name as people know it: {@code realtime/orders_rt}, {@code storefront/revenue_by_day}, {@code web-shop}, {@code order_placed}
 */
public record Subject(Kind kind, String name) {

    /** What there is to be wrong. */
    public enum Kind {
        DATASET,
        METRIC,
        /** The name is workspace and binding. */
        ROLLUP,
        SOURCE,
        EVENT_TYPE,
        /** The name is its number. */
        PROPOSAL;

        public String word() {
            return Words.of(this);
        }

        /** The kind as people read it, for example {@code event type}. */
        public String title() {
            return word().replace('-', ' ');
        }

        public static Optional<Kind> of(String word) {
            return Words.find(Kind.class, word);
        }
    }

    @Override
    public String toString() {
        return kind.title() + " " + name;
    }
}
