package dev.tidemark.definitions.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** How things are named. A name becomes a topic, a table and an address, so it is checked where it is born. */
enum Naming {
    WORKSPACE("[a-z][a-z0-9-]{0,39}", "lower-case letters, digits and hyphens, for example storefront"),
    TEAM("[a-z][a-z0-9-]{0,39}", "lower-case letters, digits and hyphens, for example checkout"),
    SOURCE("[a-z][a-z0-9-]{0,59}", "lower-case letters, digits and hyphens, for example web-shop"),
    CONNECTION("[a-z][a-z0-9-]{0,59}", "lower-case letters, digits and hyphens, for example shop-database"),
    FAMILY("[a-z][a-z0-9_]{0,59}", "lower-case letters, digits and underscores, for example orders"),
    EVENT_TYPE("[a-z][a-z0-9_]{0,79}", "lower-case letters, digits and underscores, for example order_placed"),
    PROPERTY("[a-z][a-z0-9_]{0,79}", "lower-case letters, digits and underscores, for example order_id"),
    TRANSFORM(
            "(fact|dim|agg)_[a-z][a-z0-9_]{0,79}",
            "fact_<event>, dim_<entity> or agg_<grain>_<subject> in lower case, for example fact_orders");

    /**
     * Columns every event has. A property may not be called so, because both end up in one row; only {@code country} may: the
     * country an event states stands for the one its address suggests.
     */
    static final Set<String> ENVELOPE = Set.of(
            "event_id",
            "event_type",
            "schema_version",
            "schema_id",
            "event_time",
            "received_at",
            "appended_at",
            "source",
            "team",
            "user_id",
            "session_id",
            "ip",
            "user_agent",
            "properties",
            "kafka_partition",
            "kafka_offset",
            "complete_through",
            "clean_partition");

    private final Pattern pattern;
    private final String rule;

    Naming(String pattern, String rule) {
        this.pattern = Pattern.compile(pattern);
        this.rule = rule;
    }

    void check(String name, String file, int line, Faults faults) {
        if (!name.isEmpty() && !pattern.matcher(name).matches()) {
            String what = name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            faults.add(file, line, "“" + name + "” is no name for a " + what + ". Use " + rule + ".");
        }
    }
}
