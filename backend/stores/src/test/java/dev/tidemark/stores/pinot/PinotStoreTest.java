package dev.tidemark.stores.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.testbed.Pinot;
import dev.tidemark.testbed.Testbed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class PinotStoreTest {

    private static final String ORDER_PLACED = """
            {"type":"record","name":"order_placed","fields":[
              {"name":"order_id","type":"string"},
              {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
              {"name":"items","type":["null","int"],"default":null},
              {"name":"country","type":"string"}]}
            """;

    private final String family = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "clean." + family;
    private final TableName table = new TableName("", family + "_rt");
    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private PinotStore store;

    @BeforeEach
    void aTableWithOrders() throws Exception {
        Pinot pinot = Testbed.pinot();
        String kafka = Testbed.kafka();
        PinotSettings settings =
                new PinotSettings(pinot.controller(), pinot.broker(), kafka, PinotSettings.Release.ZERO);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        PinotTables tables = new PinotTables(settings);
        RealtimeTable wanted = RealtimeTable.ofFamily(family, topic, List.of(ORDER_PLACED), Duration.ofDays(10));
        tables.ensure(wanted);
        tables.ensure(wanted);
        store = new PinotStore(settings, Clock.systemUTC());
        opened.add(store);
        rows(kafka);
        await();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : opened) {
            it.close();
        }
    }

    @Test
    void amounts_are_exact_and_times_are_instants() {
        StoreAnswer answer = store.query(query(
                "select country, datetrunc('DAY', event_time, 'MILLISECONDS', 'UTC', 'MILLISECONDS') as d, "
                        + "sumprecision(amount) as revenue, count(*) as n from " + table
                        + " where event_type = ? and event_time >= ? group by country, d order by country limit 10",
                "order_placed",
                now.minusSeconds(3600)));

        assertThat(answer.rows().get(0).get(0)).isEqualTo("DE");
        assertThat(answer.rows().get(0).get(1)).isInstanceOf(Instant.class);
        assertThat(answer.rows().get(0).get(2)).isEqualTo(new BigDecimal("0.30"));
        assertThat(answer.rows().get(0).get(3)).isEqualTo(3L);
        assertThat(answer.rows().get(1).get(0)).isEqualTo("it's");
    }

    @Test
    void an_absent_value_is_null() {
        StoreAnswer answer = store.query(
                query("select user_id, items, event_time from " + table + " where event_id = ? limit 1", "o-3"));

        assertThat(answer.rows().get(0)).startsWith(null, null);
        assertThat(answer.rows().get(0).get(2)).isEqualTo(now);
    }

    @Test
    void the_state_is_what_the_heartbeats_say() {
        TableState state = store.state(table);

        assertThat(state.completeThrough()).isEqualTo(now.minusMillis(700));
        assertThat(state.keptFrom())
                .isBetween(
                        now.minus(Duration.ofDays(10)),
                        now.minus(Duration.ofDays(10)).plusSeconds(90));
        assertThat(state.offsets()).hasSize(2);
        assertThat(state.rows()).isEqualTo(6);
        assertThat(state.columns()).anySatisfy(column -> {
            assertThat(column.name()).isEqualTo("amount");
            assertThat(column.type()).isEqualTo(ColumnType.DECIMAL);
        });
    }

    @Test
    void what_is_wrong_is_a_problem_without_a_stack_trace() {
        assertThatThrownBy(() -> store.query(query("select nope from " + table + " limit 1")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem()).isEqualTo(StoreProblem.UNKNOWN_COLUMN);
                    assertThat(problem.detail()).doesNotContain("org.apache").contains("nope");
                });
        assertThatThrownBy(() -> store.state(new TableName("", "nope_rt")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(StoreProblem.UNKNOWN_TABLE));
    }

    private StoreQuery query(String sql, Object... parameters) {
        return new StoreQuery(
                sql, Arrays.asList(parameters), List.of(TableUse.current(table)), Duration.ofSeconds(10), 1000);
    }

    private void rows(String kafka) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 4; i++) {
                String country = i < 3 ? "DE" : "it's";
                send(
                        producer,
                        i % 2,
                        "{\"event_id\":\"o-" + i + "\",\"event_type\":\"order_placed\",\"event_time\":"
                                + now.toEpochMilli() + ",\"amount\":\"0.10\",\"country\":\"" + country + "\"}");
            }
            for (int partition = 0; partition < 2; partition++) {
                long through = now.toEpochMilli() - 700 + partition;
                send(
                        producer,
                        partition,
                        "{\"event_id\":\"hb\",\"event_type\":\"tidemark.heartbeat\",\"event_time\":" + through
                                + ",\"complete_through\":" + through + ",\"clean_partition\":" + partition + "}");
            }
        }
    }

    private void send(KafkaProducer<String, String> producer, int partition, String row) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, row)).get();
    }

    private void await() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            try {
                if ((long) store.query(query("select count(*) from " + table + " limit 1"))
                                .rows()
                                .get(0)
                                .get(0)
                        == 6) {
                    return;
                }
            } catch (ProblemException notYet) {
                assertThat(notYet.problem()).isIn(StoreProblem.UNAVAILABLE, StoreProblem.UNKNOWN_TABLE);
            }
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
