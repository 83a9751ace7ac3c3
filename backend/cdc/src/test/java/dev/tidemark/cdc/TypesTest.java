package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every type that is captured, read and followed, comes out as what it was. */
class TypesTest extends WithShop {

    private static final String AVRO = """
            {"type": "record", "name": "customer_changed", "fields": [
              {"name": "customer_id", "type": ["null", "string"], "default": null},
              {"name": "small", "type": ["null", "int"], "default": null},
              {"name": "big", "type": ["null", "long"], "default": null},
              {"name": "price", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}], "default": null},
              {"name": "ratio", "type": ["null", "double"], "default": null},
              {"name": "yes", "type": ["null", "boolean"], "default": null},
              {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}], "default": null},
              {"name": "wall", "type": ["null", {"type": "long", "logicalType": "local-timestamp-micros"}], "default": null},
              {"name": "day", "type": ["null", {"type": "int", "logicalType": "date"}], "default": null},
              {"name": "clock", "type": ["null", {"type": "long", "logicalType": "time-micros"}], "default": null},
              {"name": "uid", "type": ["null", "string"], "default": null},
              {"name": "doc", "type": ["null", "string"], "default": null},
              {"name": "raw", "type": ["null", "bytes"], "default": null},
              {"name": "mood", "type": ["null", "string"], "default": null},
              {"name": "code", "type": ["null", "string"], "default": null},
              {"name": "cdc_op", "type": "string"},
              {"name": "cdc_position", "type": "string"}
            ]}""";

    private static final List<String> FIELDS = List.of(
            "small", "big", "price", "ratio", "yes", "at", "wall", "day", "clock", "uid", "doc", "raw", "mood", "code");

    private final TimeZone zone = TimeZone.getDefault();

    /** Far from UTC, and by a fraction of a minute in the times before railways. */
    @BeforeEach
    void liveInBrussels() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Brussels"));
    }

    @AfterEach
    void goHome() {
        TimeZone.setDefault(zone);
    }

    @Test
    void theyComeOutAsTheyWentIn() throws Exception {
        shop.run("create type mood as enum ('glad', 'sad')");
        shop.run("create domain code as varchar(5) check (value <> '')");
        shop.run("""
                create table things (customer_id text primary key, small smallint, big bigint, price numeric(12, 2), ratio float8,
                  yes boolean, at timestamptz, wall timestamp, day date, clock time, uid uuid, doc jsonb, raw bytea, mood mood,
                  code code, computed int generated always as (small * 2) stored)""");
        shop.run("grant select on things to " + shop.role());
        shop.run("alter role " + shop.role() + " set bytea_output = 'escape'");
        shop.run("alter publication " + Shop.publication("shop") + " set table things");
        insert("before");
        portal.says(shop.captured(table("things", AVRO, 1)));
        start();
        awaitFollowing();
        insert("after");
        shop.run("insert into things (customer_id) values ('empty')");

        List<Change> changes = await(3);

        for (Change change : changes.subList(0, 3)) {
            List<String> values = FIELDS.stream().map(change::text).toList();
            if (change.text("customer_id").equals("empty")) {
                assertThat(values).containsOnly("null");
            } else {
                assertThat(values)
                        .containsExactly(
                                "-7",
                                "9007199254740993",
                                "12.50",
                                "0.1",
                                "true",
                                "2026-02-28T21:30:00.123456Z",
                                "2026-02-28T23:30:00.000001",
                                "2026-02-28",
                                "23:59:59.999999",
                                "018f3e5a-7c1d-7abc-8def-0123456789ab",
                                "{\"a\": [1, \"ü\"]}",
                                "AP8=",
                                "glad",
                                "x");
            }
        }
        shop.run("insert into things (customer_id, at) values ('old', '1880-01-01 00:00:00+00')");
        assertThat(await(4))
                .last()
                .satisfies(change -> assertThat(change.text("at")).isEqualTo("1880-01-01T00:00:00Z"));
        shop.run("insert into things (customer_id, price) values ('nan', 'NaN'), ('wide', 1234567890.12)");
        shop.run("insert into things (customer_id, at) values ('never', 'infinity')");
        assertThat(quarantine.await(Topic::quarantined, found -> found.size() >= 2))
                .hasSize(2);
        assertThat(await(5))
                .last()
                .satisfies(change -> assertThat(change.text("price")).isEqualTo("1234567890.12"));
    }

    private void insert(String id) throws Exception {
        shop.run("insert into things values ('" + id + "', -7, 9007199254740993, 12.50, 0.1, true,"
                + " '2026-02-28 23:30:00.123456+02', '2026-02-28 23:30:00.000001', '2026-02-28', '23:59:59.999999',"
                + " '018f3e5a-7c1d-7abc-8def-0123456789ab', '{\"a\":[1,\"ü\"]}', '\\x00ff', 'glad', 'x')");
    }
}
