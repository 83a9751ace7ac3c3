package dev.tidemark.events;

/** Names of the Kafka topics of a family of events. The name is the contract; nothing else derives it. */
public final class Topics {

    private Topics() {}

    /** Every accepted event of the family, keyed by user, stamped with the broker's append time. */
    public static String events(String family) {
        return "events." + family;
    }

    /** Events a permissive source sent that did not fit their schema, with the reason. */
    public static String quarantine(String family) {
        return "quarantine." + family;
    }

    /** Deduplicated rows for the real-time store, written in transactions. */
    public static String clean(String family) {
        return "clean." + family;
    }

    /** Events that came after their window was closed for good. */
    public static String late(String family) {
        return "late." + family;
    }

    /** Revisions of a windowed aggregate, keyed by window and group. */
    public static String aggregate(String name) {
        return "agg." + name;
    }
}
