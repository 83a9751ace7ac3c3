package dev.tidemark.collector;

import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.CollectionConfig.Mode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A small configuration for tests: a strict and a permissive source, orders and pages. */
public final class Example {

    public static final String STRICT_KEY = "key-of-web-shop";
    public static final String PERMISSIVE_KEY = "key-of-partner";
    public static final String SLOW_KEY = "key-of-slow";

    public static final String ORDER_V1 =
            "{'type':'record','name':'order_placed','namespace':'orders','fields':[{'name':'order_id','type':'string'}]}";
    public static final String ORDER_V2 = "{'type':'record','name':'order_placed','namespace':'orders','fields':["
            + "{'name':'order_id','type':'string'},"
            + "{'name':'amount','type':{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}},"
            + "{'name':'items','type':'int','default':1}]}";

    private Example() {}

    /**
     * @param prefix of the topics' names
     */
    public static CollectionConfig config(String prefix) {
        return new CollectionConfig(
                "v-" + prefix,
                List.of(
                        source("web-shop", Mode.STRICT, 1_000_000, STRICT_KEY, List.of("orders")),
                        source("partner-feed", Mode.PERMISSIVE, 1_000_000, PERMISSIVE_KEY, List.of("orders")),
                        source("slow", Mode.STRICT, 2, SLOW_KEY, List.of("orders"))),
                List.of(family(prefix, "orders"), family(prefix, "pages"), family(prefix, "ghosts")),
                List.of(
                        new CollectionConfig.Type(
                                "order_placed",
                                "orders",
                                2,
                                List.of(version(1, 11, ORDER_V1), version(2, 12, ORDER_V2))),
                        new CollectionConfig.Type("page_viewed", "pages", 1, List.of(version(1, 13, ORDER_V1)))));
    }

    public static CollectionConfig.Family family(String prefix, String name) {
        return new CollectionConfig.Family(name, prefix + "events." + name, prefix + "quarantine." + name, 2);
    }

    public static CollectionConfig.Version version(int version, int id, String schema) {
        return new CollectionConfig.Version(version, id, schema.replace('\'', '"'), guid(id));
    }

    /** The other name of the schema with this id. */
    public static String guid(int id) {
        return new UUID(0x0123456789abcdefL, id).toString();
    }

    private static CollectionConfig.Source source(
            String name, Mode mode, int eventsPerSecond, String key, List<String> families) {
        return new CollectionConfig.Source(
                name,
                "storefront",
                "web",
                mode,
                families,
                eventsPerSecond,
                Duration.ofDays(120),
                Duration.ofHours(1),
                List.of(Directory.sha256(key)));
    }
}
