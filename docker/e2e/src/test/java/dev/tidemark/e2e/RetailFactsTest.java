package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Real transactions of a real shop, in through the front door and out as metrics, to the penny: from every store alone and
 * stitched. Uses the published file when it lies beside the checkout, and the committed sample of the same shape otherwise.
 */
@Tag("engines")
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetailFactsTest {

    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final List<String> METRICS = List.of(
            "retail_revenue",
            "retail_orders",
            "retail_cancelled_revenue",
            "retail_customers",
            "retail_average_order_value");

    /** Days: a range of which the real-time store has only the end. */
    private static final int LONGER_THAN_REAL_TIME_KEEPS = 30;

    private static final Platform PLATFORM = Platform.running();
    private static final Path FILE = file();
    private static final RetailFacts FACTS = RetailFacts.of(FILE);

    private static Path file() {
        Path published = Platform.root()
                .resolve("../shared/data/online-retail/online_retail_2010-12-week1.csv")
                .normalize();
        return Files.exists(published)
                ? published
                : Platform.root().resolve("backend/demo/src/test/resources/online-retail-sample.csv");
    }

    @BeforeAll
    static void importTheFileTwice() {
        Platform.Result first = PLATFORM.tidemark("demo", "import", FILE.toString());
        assertThat(first.exit()).as(first.output()).isZero();
        Platform.Result second = PLATFORM.tidemark("demo", "import", FILE.toString());
        assertThat(second.exit()).as(second.output()).isZero();
    }

    @Test
    @Order(1)
    void theHalfLineIsReportedWithItsNumber() throws Exception {
        long lines;
        try (var text = Files.lines(FILE)) {
            lines = text.count();
        }
        Platform.Result again = PLATFORM.tidemark("demo", "import", FILE.toString());
        assertThat(again.output()).contains("line " + lines);
    }

    @Test
    @Order(2)
    void theWarehouseAgreesByDayAndByCountry() {
        Await.until(Await.SURELY, () -> {
            runTransform();
            agrees("warehouse", 0);
        });
    }

    @Test
    @Order(3)
    void theLakehouseAgreesByDayAndByCountry() {
        Await.until(Await.SURELY, () -> agrees("lakehouse", 0));
    }

    @Test
    @Order(4)
    void shiftedToTodayTheRealTimeStoreAgrees() {
        Platform.Result shifted = PLATFORM.tidemark("demo", "import", FILE.toString(), "--shift", "now");
        assertThat(shifted.exit()).as(shifted.output()).isZero();
        Await.until(Await.SURELY, () -> agrees("realtime", shift()));
    }

    @Test
    @Order(5)
    void shiftedToTodayTheWarehouseAgrees() {
        Await.until(Await.SURELY, () -> {
            runTransform();
            agrees("warehouse", shift());
        });
    }

    @Test
    @Order(6)
    void shiftedToTodayTheStitchedAnswerAgreesAndSaysWhereItWasStitched() {
        Await.until(Await.SURELY, () -> {
            JsonNode answer = agrees("auto", shift(), LONGER_THAN_REAL_TIME_KEEPS);
            Set<String> stores = answer.at("/receipt/spans")
                    .valueStream()
                    .map(span -> span.get("store").asString())
                    .collect(Collectors.toSet());
            assertThat(stores).contains("realtime").hasSize(2);
        });
    }

    private static long shift() {
        return ChronoUnit.DAYS.between(FACTS.lastDay(), LocalDate.now(SHOP));
    }

    private static void runTransform() {
        Platform.Reply reply = PLATFORM.send(
                java.net.http.HttpRequest.newBuilder(PLATFORM.portal("/api/v1/transforms/fact_order_lines/runs"))
                        .header("Authorization", "Bearer " + PLATFORM.apiToken("builder"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
    }

    /** Asserts that the store's answers equal the facts, moved by this many days. */
    private static void agrees(String route, long days) {
        agrees(route, days, 7);
    }

    /** The same, asked of a range of this many days up to the last; returns the answer by day. */
    private static JsonNode agrees(String route, long days, int range) {
        JsonNode byDay = PLATFORM.query(question(route, days, range, List.of("metric_time__day")));
        Map<String, JsonNode> answered = rows(byDay, true);
        assertThat(answered.keySet())
                .containsExactlyInAnyOrderElementsOf(FACTS.byDay().keySet().stream()
                        .map(day -> LocalDate.parse(day).plusDays(days).toString())
                        .toList());
        FACTS.byDay()
                .forEach((day, fact) -> equal(
                        fact, row(answered, LocalDate.parse(day).plusDays(days).toString())));

        Map<String, JsonNode> byCountry =
                rows(PLATFORM.query(question(route, days, range, List.of("line__country"))), false);
        assertThat(byCountry.keySet())
                .containsExactlyInAnyOrderElementsOf(FACTS.byCountry().keySet());
        FACTS.byCountry().forEach((country, fact) -> equal(fact, row(byCountry, country)));

        JsonNode total = PLATFORM.query(question(route, days, range, List.of()));
        equal(FACTS.all(), total.at("/rows/0"));
        return byDay;
    }

    private static Map<String, Object> question(String route, long days, int range, List<String> groupBy) {
        LocalDate end = FACTS.lastDay().plusDays(days + 1);
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("workspace", "retail");
        question.put("metrics", METRICS);
        question.put("group_by", groupBy);
        question.put(
                "time_range",
                Map.of(
                        "start",
                        end.minusDays(range).atStartOfDay(SHOP).toInstant().toString(),
                        "end",
                        end.atStartOfDay(SHOP).toInstant().toString()));
        question.put("time_zone", SHOP.getId());
        question.put("route", route);
        return question;
    }

    /** Rows by their first cell; a day comes as an instant and is named in the shop's zone. */
    private static Map<String, JsonNode> rows(JsonNode answer, boolean days) {
        Map<String, JsonNode> rows = new TreeMap<>();
        answer.get("rows").forEach(row -> {
            String key = row.get(0).asString();
            rows.put(
                    days
                            ? OffsetDateTime.parse(key)
                                    .atZoneSameInstant(SHOP)
                                    .toLocalDate()
                                    .toString()
                            : key,
                    row);
        });
        return rows;
    }

    private static JsonNode row(Map<String, JsonNode> rows, String key) {
        return Objects.requireNonNull(rows.get(key), key);
    }

    private static void equal(RetailFacts.Fact fact, JsonNode row) {
        int first = row.size() - METRICS.size();
        assertThat(number(row.get(first))).isEqualByComparingTo(fact.revenue());
        assertThat(number(row.get(first + 1))).isEqualByComparingTo(BigDecimal.valueOf(fact.orders()));
        assertThat(number(row.get(first + 2))).isEqualByComparingTo(fact.cancelled());
        assertThat(number(row.get(first + 3))).isEqualByComparingTo(BigDecimal.valueOf(fact.customers()));
        if (fact.orders() > 0) {
            BigDecimal average =
                    fact.revenue().divide(BigDecimal.valueOf(fact.orders()), 6, java.math.RoundingMode.HALF_EVEN);
            assertThat(number(row.get(first + 4)).subtract(average).abs()).isLessThan(new BigDecimal("0.00001"));
        }
    }

    /** A missing sum is a sum over nothing. */
    private static BigDecimal number(JsonNode cell) {
        return cell.isNull() ? BigDecimal.ZERO : new BigDecimal(cell.asString());
    }
}
