package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A captured table gets a column: its changes wait in quarantine until the event has the field, and then come back. */
@Tag("engines")
@Order(3)
class CapturedColumnTest {

    private static final String TABLE = "/api/v1/captures/storefront/shop-database/tables/public.products/proposal";

    private static final Duration HISTORY = Await.SURELY.multipliedBy(3);

    private final Platform platform = Platform.running();

    /** Of this run alone. */
    private final String column = "tier_" + UUID.randomUUID().toString().substring(0, 8);

    private void run(String sql) throws SQLException {
        Map<String, String> shop = platform.shopDatabase();
        try (Connection connection =
                        DriverManager.getConnection(shop.get("url"), shop.get("user"), shop.get("password"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The demo fills its shop in one transaction once it has sent its history; what is read in with it would come with the column, and wait too. */
    private void awaitStock() {
        Map<String, String> shop = platform.shopDatabase();
        Await.until(HISTORY, () -> {
            try (Connection connection =
                            DriverManager.getConnection(shop.get("url"), shop.get("user"), shop.get("password"));
                    Statement statement = connection.createStatement();
                    ResultSet stocked = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM products)")) {
                stocked.next();
                assertThat(stocked.getBoolean(1)).isTrue();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private JsonNode products() {
        JsonNode captures = platform.get("/api/v1/captures", "analyst").json().get("captures");
        for (JsonNode table : captures.get(0).get("tables")) {
            if (table.get("table").asString().equals("public.products")) {
                return table;
            }
        }
        throw new AssertionError("no table of products in " + captures);
    }

    @Test
    void itsChangesWaitUntilTheProposedFieldIsPublishedAndThenComeBack() throws Exception {
        awaitStock();
        run("ALTER TABLE products ADD COLUMN " + column + " numeric(10, 2)");
        run("INSERT INTO products (product_id, title, category, price, currency, " + column + ") VALUES ('" + column
                + "', 'A lamp', 'lamps', 10, 'GBP', 12.50)");
        JsonNode field = Await.found(Await.SURELY, () -> {
            JsonNode missing = products().get("missing_fields");
            assertThat(missing.toString()).contains("\"" + column + "\"", "\"scale\":2");
            return missing;
        });
        assertThat(field.size()).isEqualTo(1);

        assertThat(platform.post(TABLE, "analyst", Map.of()).status()).isEqualTo(403);
        Platform.Reply opened = platform.post(TABLE, "builder", Map.of());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        long number = opened.json().get("proposal").asLong();
        assertThat(platform.post(TABLE, "builder", Map.of())
                        .json()
                        .get("proposal")
                        .asLong())
                .isEqualTo(number);
        publish("/api/v1/proposals/" + number);

        Await.until(
                Await.SURELY,
                () -> assertThat(products().get("unknown_columns").isEmpty()).isTrue());
        replay();
    }

    private void publish(String proposal) {
        Platform.Reply signed = platform.post(proposal + "/approvals", "admin", Map.of());
        assertThat(signed.status()).as(signed.body()).isEqualTo(200);
        Platform.Reply published = platform.post(proposal + "/publication", "builder", Map.of());
        assertThat(published.status()).as(published.body()).isEqualTo(200);
    }

    private void replay() {
        String cause = Await.found(Await.SURELY, () -> {
            JsonNode causes = platform.get("/api/v1/quarantine?family=catalog", "analyst")
                    .json()
                    .get("causes");
            for (JsonNode each : causes) {
                if (each.get("places").toString().contains(column)) {
                    return each.get("id").asString();
                }
            }
            throw new AssertionError("no cause with " + column + " in " + causes);
        });
        Await.until(Await.SURELY, () -> {
            JsonNode rehearsal = platform.post(
                            "/api/v1/quarantine/" + cause + "/rehearsal", "builder", Map.of("steps", List.of()))
                    .json();
            assertThat(rehearsal.get("passed").intValue())
                    .as(rehearsal.toString())
                    .isEqualTo(1);
        });
        Platform.Reply begun = platform.post(
                "/api/v1/quarantine/" + cause + "/replays",
                "builder",
                Map.of("steps", List.of(), "reason", "the event has the field now"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String replay = "/api/v1/quarantine/replays/" + begun.json().get("id").asLong();
        Await.until(Await.SURELY, () -> {
            JsonNode now = platform.get(replay, "analyst").json();
            assertThat(now.get("state").asString()).as(now.toString()).isEqualTo("done");
            assertThat(now.get("released").intValue()).isEqualTo(1);
        });
    }
}
