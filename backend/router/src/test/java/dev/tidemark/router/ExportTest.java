package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.export.ExportSettings;
import dev.tidemark.router.usage.Usage;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files say what answers say. Memory holds next to nothing here, so that everything larger goes through scratch files. */
class ExportTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofDays(3));
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);

    private final List<Shop.Order> orders = Shop.orders(new Random(7), 300).stream()
            .filter(order -> !order.at().isBefore(BOUNDARY) || order.appended().isBefore(BOUNDARY))
            .filter(order -> order.at().isBefore(FRESH))
            .toList();
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(orders, order -> order.at().isBefore(BOUNDARY), false),
                    BOUNDARY,
                    Instant.EPOCH);
    private final MemoryStore fresh = new MemoryStore(StoreName.REALTIME)
            .with(
                    "orders_rt",
                    Shop.table(orders, order -> !order.at().isBefore(BOUNDARY.minusSeconds(3600)), true),
                    FRESH,
                    BOUNDARY.minusSeconds(3600));
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Usage> log = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @AfterEach
    void close() {
        batch.close();
        fresh.close();
    }

    private Router router(int rowsInMemory) {
        return router(rowsInMemory, batch, fresh);
    }

    private Router router(int rowsInMemory, Store... stores) {
        return new Router(
                () -> Map.of("storefront", Shop.CATALOG),
                List.of(stores),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT.withExports(
                        new ExportSettings(Duration.ofMinutes(1), 10_000, rowsInMemory, 1 << 20, scratch, 1)),
                Safeguards.NONE.withReceipts(receipts::add).withUsage(log::add),
                Clock.fixed(Shop.NOW, ZoneOffset.UTC));
    }

    private static String file(Router router, MetricQuery query, ExportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = router.export(query, Shop.ASKER, format)) {
            export.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // cells may be absent
    private static List<List<@Nullable String>> rows(String csv) throws IOException {
        CSVFormat format = CSVFormat.Builder.create()
                .setQuoteMode(QuoteMode.NON_NUMERIC)
                .setNullString("")
                .get();
        return format.parse(new StringReader(csv)).stream()
                .map(row -> row.stream().toList())
                .skip(1)
                .toList();
    }

    @SuppressWarnings("NullAway") // cells may be absent
    private static List<List<@Nullable String>> rows(Answer answer) {
        return answer.rows().stream()
                .map(row -> Stream.of(row.toArray()).map(ExportTest::text).toList())
                .toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> decimal.toPlainString();
            case OffsetDateTime at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
            default -> value.toString();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFileHasTheRowsOfTheAnswerInTheSameOrder(long seed) throws IOException {
        Random random = new Random(seed);
        Router router = router(5);
        for (int i = 0; i < 12; i++) {
            MetricQuery query = question(random);
            List<List<@Nullable String>> expected = rows(router.answer(query, Shop.ASKER));
            List<List<@Nullable String>> exported = rows(file(router(5), query, ExportFormat.CSV));

            assertThat(exported).as(query.toString()).containsExactlyInAnyOrderElementsOf(expected);
            if (!query.orderBy().isEmpty() || expected.size() < 5) {
                assertThat(exported).as(query.toString()).isEqualTo(expected);
            }
        }
    }

    private static MetricQuery question(Random random) {
        List<String> metrics = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            metrics.add(Shop.METRICS[random.nextInt(Shop.METRICS.length)]);
        }
        String[][] groups = {
            {}, {"metric_time__hour"}, {"buyer"}, {"metric_time__day", "order__country"}, {"order__event_type", "buyer"}
        };
        MetricQuery query = MetricQuery.of(
                        "storefront", metrics.stream().distinct().toArray(String[]::new))
                .withGroupBy(groups[random.nextInt(groups.length)])
                .withTimeZone(random.nextBoolean() ? "UTC" : "America/New_York");
        query = random.nextBoolean() ? query.withOrderBy("-" + metrics.getFirst()) : query;
        query = random.nextInt(3) == 0 ? query.withRoute(Route.WAREHOUSE) : query;
        return random.nextInt(3) == 0 && !query.orderBy().isEmpty() ? query.withLimit(1 + random.nextInt(9)) : query;
    }

    @Test
    void whatFitsIntoMemoryIsInTheOrderOfTheAnswer() throws IOException {
        MetricQuery query = MetricQuery.of("storefront", "revenue").withGroupBy("buyer", "metric_time__hour");

        assertThat(rows(file(router(1_000), query, ExportFormat.CSV)))
                .isEqualTo(rows(router(1_000).answer(query, Shop.ASKER)));
    }

    @Test
    void aReceiptAndTheUsageLogSayWhatWentOut() {
        MetricQuery query = MetricQuery.of("storefront", "revenue", "items").withGroupBy("buyer");

        String csv = file(router(5), query, ExportFormat.CSV);

        long lines = csv.lines().count() - 1;
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.export()).isNotNull().satisfies(export -> {
                assertThat(export.format()).isEqualTo("text/csv");
                assertThat(export.rows()).isEqualTo(lines);
                assertThat(export.bytes()).isEqualTo(csv.getBytes(StandardCharsets.UTF_8).length);
                assertThat(export.whole()).isTrue();
            });
            assertThat(receipt.spans())
                    .hasSize(2)
                    .allSatisfy(span -> assertThat(span.rows()).isPositive());
            assertThat(receipt.completeness().basis()).isEqualTo("heartbeats");
        });
        assertThat(log).singleElement().satisfies(usage -> {
            assertThat(usage.id()).isEqualTo(receipts.getFirst().id());
            assertThat(usage.rowsReturned()).isEqualTo(lines);
            assertThat(usage.bytes()).isPositive();
            assertThat(usage.refusal()).isEmpty();
        });
    }

    @Test
    void noScratchFileIsLeft() throws IOException {
        file(router(5), MetricQuery.of("storefront", "revenue").withGroupBy("buyer"), ExportFormat.CSV);

        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlySoManyExportsRunAtOnceAndAnEndedOneMakesRoom() {
        Router router = router(5);
        MetricQuery query = MetricQuery.of("storefront", "revenue").withGroupBy("buyer");
        try (Export first = router.export(query, Shop.ASKER, ExportFormat.CSV)) {
            assertThat(first.receiptId()).startsWith("r-");
            assertThatThrownBy(() -> router.export(query, Shop.ASKER, ExportFormat.CSV))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isEqualTo(RoutingProblem.EXPORTS_BUSY));
        }
        assertThat(file(router, query, ExportFormat.CSV)).startsWith("\"buyer\",\"revenue\"\r\n");
    }

    @Test
    void anExportThatCannotBeMadeIsRefusedLikeAQuestion() {
        Router router = router(5);
        assertThatThrownBy(() -> router.export(MetricQuery.of("storefront", "revenu"), Shop.ASKER, ExportFormat.CSV))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("unknown-metric"));
        assertThat(log)
                .singleElement()
                .satisfies(usage -> assertThat(usage.refusal()).contains("unknown-metric"));
        assertThat(file(router, MetricQuery.of("storefront", "revenue"), ExportFormat.CSV))
                .startsWith("\"revenue\"");
    }

    @Test
    void aScratchFileThatGrowsTooLargeIsRefusedBeforeTheFirstByte() {
        Router router = new Router(
                () -> Map.of("storefront", Shop.CATALOG),
                List.of(batch, fresh),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT.withExports(
                        new ExportSettings(Duration.ofMinutes(1), 10_000, 5, 300, scratch, 1)),
                Safeguards.NONE,
                Clock.fixed(Shop.NOW, ZoneOffset.UTC));
        MetricQuery query = MetricQuery.of("storefront", "revenue", "items").withGroupBy("metric_time__hour", "buyer");

        assertThatThrownBy(() -> router.export(query, Shop.ASKER, ExportFormat.CSV))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(RoutingProblem.EXPORT_TOO_LARGE));
    }

    @Test
    void aDemandForCompletenessIsHeldBeforeTheFirstByte() {
        List<Shop.Order> all = Shop.orders(new Random(7), 300);
        MetricQuery query = MetricQuery.of("storefront", "revenue")
                .withGroupBy("buyer")
                .withDemands(new Demands(null, BigDecimal.ONE, null, null));
        try (MemoryStore without = new MemoryStore(StoreName.WAREHOUSE)
                        .with(
                                "model.fact_orders",
                                Shop.table(
                                        all,
                                        order -> order.at().isBefore(BOUNDARY)
                                                && order.appended().isBefore(BOUNDARY),
                                        false),
                                BOUNDARY,
                                Instant.EPOCH);
                MemoryStore late = new MemoryStore(StoreName.REALTIME)
                        .with(
                                "orders_rt",
                                Shop.table(all, order -> order.at().isBefore(FRESH), true),
                                FRESH,
                                BOUNDARY.minusSeconds(3600))) {
            assertThatThrownBy(() -> router(5, without, late).export(query, Shop.ASKER, ExportFormat.CSV))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isEqualTo(RoutingProblem.NOT_COMPLETE_ENOUGH));
        }
    }
}
