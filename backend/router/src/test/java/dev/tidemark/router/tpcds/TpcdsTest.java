package dev.tidemark.router.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.lake.TestLake;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Route;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.stores.warehouse.DuckDbSettings;
import dev.tidemark.stores.warehouse.DuckDbStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thirty questions over TPC-DS, answered from warehouse and lakehouse as by SQL written by hand over the generator's rows. */
@Tag("engines")
class TpcdsTest {

    private static final Asker ASKER = new Asker("ada", Set.of("analyst"), "growth");
    private static final Instant NOW = TpcdsTables.TIDE.plusSeconds(1);
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TpcdsTables tables;

    @SuppressWarnings("NullAway.Init")
    private static TestLake lake;

    @SuppressWarnings("NullAway.Init")
    private static DuckDbStore warehouse;

    @SuppressWarnings("NullAway.Init")
    private static DuckDbStore lakehouse;

    @SuppressWarnings("NullAway.Init")
    private static Router router;

    @BeforeAll
    static void load() throws SQLException, IOException {
        tables = TpcdsTables.generate(folder);
        lake = TestLake.create();
        tables.loadInto(lake.lake());
        DuckDbSettings settings = new DuckDbSettings(
                "512MB", 2, 2, Duration.ofSeconds(30), lake.settings().root().resolve("scratch"));
        warehouse = DuckDbStore.warehouse(lake.lake(), settings);
        lakehouse = DuckDbStore.lakehouse(lake.lake(), settings);
        MetricCatalog catalog =
                MetricCatalog.of("tpcds", "abc123", Map.of("metrics/tpcds.yaml", TpcdsQuestion.text("model.yaml")));
        router = new Router(
                () -> Map.of("tpcds", catalog),
                List.of(warehouse, lakehouse),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() throws SQLException {
        warehouse.close();
        lakehouse.close();
        lake.close();
        tables.close();
    }

    static List<TpcdsQuestion> questions() {
        return TpcdsQuestion.all();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersAsSqlWrittenByHand(TpcdsQuestion question) throws SQLException {
        Map<String, List<?>> byHand = keyed(tables.rows(question.sql()), question.keys());
        for (Route route : List.of(Route.WAREHOUSE, Route.LAKEHOUSE)) {
            MetricQuery query = question.query().withRoute(route);
            Map<String, List<?>> answer = keyed(router.answer(query, ASKER).rows(), question.keys());
            assertThat(answer.keySet()).as("groups").isEqualTo(byHand.keySet());
            answer.forEach((key, values) -> assertSame(key, values, Objects.requireNonNull(byHand.get(key))));
        }
    }

    private static void assertSame(String key, List<?> values, List<?> expected) {
        assertThat(expected).as(key).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            Object byHand = expected.get(i);
            if (byHand instanceof Double number && value instanceof Number found) {
                assertThat(found.doubleValue()).as(key).isCloseTo(number, ROUNDING);
            } else if (byHand == null || value == null) {
                assertThat(value).as(key).isEqualTo(byHand);
            } else {
                assertThat(new BigDecimal(value.toString())).as(key).isEqualByComparingTo(byHand.toString());
            }
        }
    }

    /** By group; rows of metrics that all have no value are no rows. */
    private static Map<String, List<?>> keyed(List<? extends List<?>> rows, int keys) {
        Map<String, List<?>> keyed = new TreeMap<>();
        for (List<?> row : rows) {
            List<String> key = new ArrayList<>();
            row.subList(0, keys).forEach(value -> key.add(text(value)));
            List<?> values = row.subList(keys, row.size());
            assertThat(keyed.put(String.join(" | ", key), values))
                    .as("%s once", key)
                    .isNull();
        }
        return keyed;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toLocalDate().toString();
            case Timestamp time -> time.toLocalDateTime().toLocalDate().toString();
            case LocalDate date -> date.toString();
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case null -> "nothing";
            default -> value.toString();
        };
    }
}
