package dev.tidemark.definitions;

import java.util.SortedMap;
import java.util.TreeMap;

/** The smallest definitions that hold together, to be broken one file at a time. */
public final class SmallCompany {

    private SmallCompany() {}

    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("shop/teams.yaml", """
                teams:
                  - name: web
                    title: Web
                    cost_centre: CC-1
                    members: [anna]
                    quota: {questions_per_minute: 60, gib_per_day: 1.5, cost_per_day: "2.50"}
                """);
        files.put("shop/sources/web-shop.yaml", """
                team: web
                mode: strict
                families: [orders]
                max_age: P30D
                """);
        files.put("shop/events/orders/family.yaml", "partitions: 2\nrealtime_keeps: P3D\n");
        files.put("shop/events/orders/order_placed.avsc", """
                {
                  "type": "record",
                  "name": "order_placed",
                  "fields": [
                    {"name": "order_id", "type": "string"},
                    {"name": "email", "type": "string"}
                  ]
                }
                """);
        files.put("shop/events/orders/order_placed.yaml", """
                owner: web
                description: An order.
                pii_fields: [email]
                """);
        files.put(
                "shop/transforms/fact_orders.sql",
                "SELECT event_id, event_time AS ordered_at FROM raw.events_orders\n");
        files.put("shop/transforms/fact_orders.yaml", """
                owner: web
                description: Orders.
                materialization: partition
                inputs: [raw.events_orders]
                key: [event_id]
                time_column: ordered_at
                every: PT5M
                checks:
                  - not_null: [event_id]
                  - accepted: event_type
                    values: [order_placed]
                """);
        files.put("shop/policies.yaml", """
                otherwise: allow
                attributes:
                  - team: web
                    values: {countries: [France, Spain]}
                rows:
                  - name: own_countries
                    models: [orders]
                    where: order__country IN (:countries)
                    for: {roles: [analyst]}
                    except: {teams: [web]}
                columns:
                  - name: no_mail
                    dimensions: [orders.email]
                    show: text
                    text: not shown
                """);
        files.put("shop/metrics/orders.yaml", "metrics: []\n");
        return files;
    }
}
