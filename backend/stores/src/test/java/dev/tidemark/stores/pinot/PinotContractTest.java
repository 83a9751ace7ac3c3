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
import dev.tidemark.testbed.Pinot;
import dev.tidemark.testbed.Testbed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on a real Pinot. Its table holds no heartbeats, so nobody vouches for it; {@link PinotStoreTest} has some. */
@Tag("engines")
class PinotContractTest extends StoreContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "contract" + UUID.randomUUID().toString().substring(0, 8);
    private static final TableName TABLE = new TableName("", NAME + "_rt");

    @SuppressWarnings("NullAway.Init")
    private static PinotStore store;

    @BeforeAll
    static void load() throws Exception {
        Pinot pinot = Testbed.pinot();
        String kafka = Testbed.kafka();
        PinotSettings settings =
                new PinotSettings(pinot.controller(), pinot.broker(), kafka, PinotSettings.Release.ZERO);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic("clean." + NAME, 2, (short) 1)))
                    .all()
                    .get();
        }
        new PinotTables(settings)
                .ensure(new RealtimeTable(
                        TABLE.name(),
                        "clean." + NAME,
                        List.of(
                                new RealtimeColumn("id", ColumnType.STRING),
                                new RealtimeColumn("country", ColumnType.STRING),
                                new RealtimeColumn("amount", ColumnType.DECIMAL),
                                new RealtimeColumn("items", ColumnType.LONG),
                                new RealtimeColumn("cancelled", ColumnType.BOOLEAN),
                                new RealtimeColumn("at", ColumnType.TIMESTAMP)),
                        "at",
                        List.of(),
                        Duration.ofDays(3650)));
        store = new PinotStore(settings, Clock.systemUTC());
        send(kafka);
        await();
    }

    private static void send(String kafka) throws Exception {
        List<ContractRow> rows = new ArrayList<>(ContractRow.ROWS);
        rows.add(ContractRow.LATER);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (ContractRow row : rows) {
                int partition = rows.indexOf(row) % 2;
                producer.send(new ProducerRecord<>("clean." + NAME, partition, null, json(row)))
                        .get();
            }
        }
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

    private static void await() throws InterruptedException {
        StoreQuery count = new StoreQuery(
                "SELECT COUNT(*) AS n FROM " + TABLE + " LIMIT 1",
                List.of(),
                List.of(TableUse.current(TABLE)),
                PATIENCE,
                1);
        Instant deadline = Instant.now().plusSeconds(120);
        while (true) {
            try {
                if (store.query(count).rows().equals(List.of(List.of(6L)))) {
                    return;
                }
            } catch (ProblemException notYet) {
                assertThat(notYet.problem()).isIn(StoreProblem.UNAVAILABLE, StoreProblem.UNKNOWN_TABLE);
            }
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
    }

    private static StoreQuery byCountryAnd(String key) {
        return new StoreQuery(
                "SELECT country, " + key + " AS v, COUNT(*) AS n FROM " + TABLE
                        + " WHERE country = 'GB' AND id <> 'o-6' GROUP BY country, " + key + " LIMIT 10",
                List.of(),
                List.of(TableUse.current(TABLE)),
                PATIENCE,
                10);
    }

    /** Why decimals are keys as text; when this fails, Pinot has learnt it and they need not be any more. */
    @Test
    void aDecimalBesideAnotherKeyFailsInEverySegment() {
        assertThatThrownBy(() -> store.query(byCountryAnd("amount")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(StoreProblem.UNAVAILABLE);
                    assertThat(e.detail()).contains("its log says why");
                });
    }

    @Test
    void aDecimalAsTextIsAKeyWithAllItsDigits() {
        StoreAnswer answer = store.query(byCountryAnd(
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
        return store;
    }

    @Override
    protected TableName table() {
        return TABLE;
    }

    @Override
    protected String sqlName() {
        return TABLE.name();
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
