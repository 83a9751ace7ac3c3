package dev.tidemark.stores.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.ContractRow;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on a real Pinot. Its table holds no heartbeats, so nobody vouches for it; {@link PinotStoreTest} has some. */
@Tag("engines")
class PinotContractTest extends StoreContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @SuppressWarnings("NullAway.Init")
    private static PinotTestTable pinot;

    @BeforeAll
    static void load() throws Exception {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("id", ColumnType.STRING);
        columns.put("country", ColumnType.STRING);
        columns.put("amount", ColumnType.DECIMAL);
        columns.put("items", ColumnType.LONG);
        columns.put("cancelled", ColumnType.BOOLEAN);
        columns.put("at", ColumnType.TIMESTAMP);
        pinot = new PinotTestTable("contract", columns, "at", Clock.systemUTC());
        List<ContractRow> rows = new ArrayList<>(ContractRow.ROWS);
        rows.add(ContractRow.LATER);
        pinot.fill(rows.stream().map(PinotContractTest::json).toList());
    }

    private static String json(ContractRow row) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", row.id())
                .put("amount", row.amount().toPlainString())
                .put("items", row.items())
                .put("cancelled", row.cancelled())
                .put("at", row.at().toEpochMilli());
        if (row.country() != null) {
            json.put("country", row.country());
        }
        return json.toString();
    }

    @AfterAll
    static void close() {
        if (pinot != null) {
            pinot.close();
        }
    }

    private static StoreQuery byCountryAnd(String key) {
        return new StoreQuery(
                "SELECT country, " + key + " AS v, COUNT(*) AS n FROM " + pinot.table()
                        + " WHERE country = 'GB' AND id <> 'o-6' GROUP BY country, " + key + " LIMIT 10",
                List.of(),
                List.of(TableUse.current(pinot.table())),
                PATIENCE,
                10);
    }

    /** Why decimals are keys as text; when this fails, Pinot has learnt it and they need not be any more. */
    @Test
    void aDecimalBesideAnotherKeyFailsInEverySegment() {
        assertThatThrownBy(() -> pinot.store().query(byCountryAnd("amount")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(StoreProblem.UNAVAILABLE);
                    assertThat(e.detail()).contains("its log says why");
                });
    }

    @Test
    void aDecimalAsTextIsAKeyWithAllItsDigits() {
        StoreAnswer answer = pinot.store()
                .query(byCountryAnd(
                        "CASE WHEN amount IS NOT NULL THEN CAST(CAST(amount AS DECIMAL) AS VARCHAR) ELSE '␀' END"));

        assertThat(answer.rows())
                .extracting(row -> new BigDecimal(String.valueOf(row.get(1))))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyInAnyOrderElementsOf(ContractRow.ROWS.stream()
                        .filter(row -> "GB".equals(row.country()))
                        .map(ContractRow::amount)
                        .toList());
    }

    @Override
    protected Store store() {
        return pinot.store();
    }

    @Override
    protected TableName table() {
        return pinot.table();
    }

    @Override
    protected String sqlName() {
        return pinot.table().name();
    }

    @Override
    protected String sum(String expression) {
        return "SUMPRECISION(" + expression + ")";
    }

    @Override
    protected Instant completeThrough() {
        return Instant.EPOCH;
    }
}
