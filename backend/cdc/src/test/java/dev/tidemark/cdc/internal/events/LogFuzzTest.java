package dev.tidemark.cdc.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.cdc.internal.postgres.LogMessage;
import dev.tidemark.cdc.internal.postgres.Lsn;
import dev.tidemark.cdc.internal.postgres.PgOutput;
import dev.tidemark.cdc.internal.postgres.Relation;
import dev.tidemark.cdc.internal.postgres.SourceColumn;
import dev.tidemark.cdc.internal.postgres.ValueKind;
import dev.tidemark.cdc.internal.postgres.WrittenLog;
import dev.tidemark.events.AvroBinary;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.WireFormat;
import dev.tidemark.testbed.Damage;
import dev.tidemark.testbed.Mutation;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a database's log is refused as no message of it, or becomes a record that Kafka takes; the seed is in the name of what fails. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogFuzzTest {

    private static final int TRANSACTIONS = 1_500;
    private static final int MOST_BYTES_OF_A_RECORD = 1_000_000;
    private static final long MOST_BYTES_TAKEN_BY_A_MESSAGE = 8L << 20;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<SourceColumn> COLUMNS = List.of(
            new SourceColumn("id", "text", ValueKind.TEXT),
            new SourceColumn("email", "text", ValueKind.TEXT),
            new SourceColumn("vip", "boolean", ValueKind.BOOLEAN),
            new SourceColumn("visits", "integer", ValueKind.WHOLE),
            new SourceColumn("points", "bigint", ValueKind.WHOLE),
            new SourceColumn("ratio", "double precision", ValueKind.FLOATING),
            new SourceColumn("price", "numeric(12,2)", ValueKind.DECIMAL),
            new SourceColumn("any_price", "numeric", ValueKind.DECIMAL),
            new SourceColumn("seen_at", "timestamp with time zone", ValueKind.TIMESTAMP),
            new SourceColumn("wall", "timestamp without time zone", ValueKind.LOCAL_TIMESTAMP),
            new SourceColumn("born", "date", ValueKind.TEXT),
            new SourceColumn("opens", "time without time zone", ValueKind.TEXT),
            new SourceColumn("photo", "bytea", ValueKind.BYTES),
            new SourceColumn("secret", "text", ValueKind.TEXT));

    private static final List<String> VALUES = List.of(
            "c-17",
            "ü@example.org",
            "t",
            "f",
            "-7",
            "9223372036854775807",
            "0.1",
            "1e-07",
            "NaN",
            "-Infinity",
            "12.50",
            "2026-02-28 21:30:00.123456+00",
            "infinity",
            "0044-03-15 12:00:00+00 BC",
            "2026-02-28 23:30:00.000001",
            "2026-02-28",
            "5874897-12-31",
            "+999999999-12-31",
            "23:59:59.999999",
            "24:00:00",
            "\\x00ff",
            "abcd",
            "{\"a\": [1]}",
            "");

    private static final CaptureConfig.Table TABLE = new CaptureConfig.Table(
            "public",
            "customers",
            "customer_changed",
            List.of("id"),
            "email",
            List.of("secret"),
            "e",
            "q",
            1,
            1,
            schema());

    private static final CaptureConfig.Database SOURCE = new CaptureConfig.Database(
            "shop",
            "test",
            "growth",
            new CaptureConfig.Connection("jdbc:postgresql://shop/", "u", "p"),
            List.of(TABLE),
            "");

    private static String schema() {
        ObjectNode schema =
                JsonNodeFactory.instance.objectNode().put("type", "record").put("name", "customer_changed");
        ArrayNode fields = schema.putArray("fields");
        COLUMNS.stream()
                .filter(column -> !column.name().equals("secret"))
                .forEach(column ->
                        fields.add(FieldOfColumn.of("public.customers", column).orElseThrow()));
        fields.addObject().put("name", "cdc_op").put("type", "string");
        fields.addObject().put("name", "cdc_position").put("type", "string");
        return schema.toString();
    }

    /** One database's log, and what has been made of it. */
    private static final class Log {
        private final Random random;
        private final Mutation values;
        private final Map<String, ValueKind> kinds = new HashMap<>();
        private final PgOutput output = new PgOutput();
        private final ChangeReader changes = new ChangeReader("shop", "i1");
        private final TableEvents events = new TableEvents(
                SOURCE, TABLE, column -> kinds.getOrDefault(column, ValueKind.UNSUPPORTED), InstantSource.system());
        private Relation relation = new Relation(16_384, "public", "customers", List.of());
        private long place = 1L << 24;
        private int refused;
        private int written;
        private int quarantined;

        Log(long seed) {
            random = new Random(seed);
            values = new Mutation(
                    VALUES.stream().map(value -> value.isEmpty() ? " " : value).toList(), random);
        }

        void transaction() throws Exception {
            boolean began = read(WrittenLog.begin(place, random.nextLong(1L << 50)));
            if (place == 1L << 24 || random.nextInt(8) == 0) {
                describe();
            }
            for (int i = random.nextInt(6); began && i >= 0; i--) {
                place += 64;
                read(change());
            }
            read(WrittenLog.commit(place));
        }

        /** As it is, or with columns that are gone, of another type, or there twice. */
        private void describe() throws Exception {
            List<Relation.Column> columns = new ArrayList<>();
            for (SourceColumn column : COLUMNS) {
                boolean changed = random.nextInt(30) == 0;
                kinds.put(
                        column.name(),
                        changed ? ValueKind.values()[random.nextInt(ValueKind.values().length)] : column.kind());
                for (int times = random.nextInt(40) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                    columns.add(new Relation.Column(column.name(), random.nextInt(), -1));
                }
            }
            Relation described = new Relation(16_384, "public", "customers", columns);
            if (read(WrittenLog.relation(described))) {
                relation = described;
            }
        }

        private byte[] change() {
            return switch (random.nextInt(6)) {
                case 0 -> WrittenLog.update(relation, random.nextBoolean() ? row() : null, row());
                case 1 -> WrittenLog.delete(relation, row());
                case 2 -> WrittenLog.truncate(List.of(relation));
                default -> WrittenLog.insert(relation, row());
            };
        }

        private List<Cell> row() {
            return relation.columns().stream()
                    .map(column -> cell(column.name()))
                    .toList();
        }

        private Cell cell(String column) {
            return switch (random.nextInt(40)) {
                case 0, 1, 2 -> Cell.NULL;
                case 3 -> Cell.UNCHANGED;
                case 4, 5, 6, 7 -> new Cell.Text(values.next());
                case 8 -> new Cell.Text("ü".repeat(random.nextInt(60) == 0 ? 300_000 : 400));
                default -> new Cell.Text(good(column));
            };
        }

        private static String good(String column) {
            return switch (column) {
                case "vip" -> "t";
                case "visits", "points" -> "-7";
                case "ratio" -> "1e-07";
                case "price", "any_price" -> "12.50";
                case "seen_at" -> "2026-02-28 21:30:00.123456+00";
                case "wall" -> "2026-02-28 23:30:00.000001";
                case "born" -> "2026-02-28";
                case "opens" -> "23:59:59.999999";
                case "photo" -> "\\x00ff";
                default -> "ü@example.org";
            };
        }

        /** Whether it was a message; one in eight is damaged. */
        private boolean read(byte[] message) throws Exception {
            byte[] sent = random.nextInt(8) == 0 ? Damage.to(message, random) : message;
            long before = MEMORY.getCurrentThreadAllocatedBytes();
            Optional<LogMessage> read = message(sent);
            assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES_TAKEN_BY_A_MESSAGE);
            if (read.isPresent()) {
                take(read.get());
            }
            return read.isPresent();
        }

        private Optional<LogMessage> message(byte[] sent) {
            try {
                return Optional.of(output.read(ByteBuffer.wrap(sent)));
            } catch (IllegalArgumentException noMessage) {
                assertThat(noMessage).hasMessageContaining(" ");
                refused++;
                return Optional.empty();
            }
        }

        private void take(LogMessage message) throws Exception {
            Lsn at = new Lsn(place);
            switch (message) {
                case LogMessage.Begin begin -> changes.begin(begin);
                case LogMessage.Insert insert -> changes.insert(TABLE, insert, at, this::write);
                case LogMessage.Update update -> changes.update(TABLE, update, at, this::write);
                case LogMessage.Delete delete -> changes.delete(TABLE, delete, at, this::write);
                case LogMessage.Truncate _ -> changes.truncate(TABLE, at, this::write);
                case LogMessage.Commit _, LogMessage.Described _, LogMessage.Other _ -> {}
            }
        }

        private void write(RowVersion version) {
            TableEvents.Written made = events.write(version);
            written++;
            assertThat(size(made.record())).isLessThan(MOST_BYTES_OF_A_RECORD);
            if (made.quarantined() == null) {
                assertThat(unreadable(made.record().value())).isNull();
            } else {
                quarantined++;
                QuarantinedEvent event = QuarantinedEvent.parse(made.record().value());
                assertThat(event.eventId()).isEqualTo(version.id());
                assertThat(event.received()).isNotNull();
            }
        }
    }

    private static final Schema SCHEMA = new Schema.Parser().parse(TABLE.avro());

    private static @Nullable String unreadable(byte[] value) {
        return AvroBinary.read(value, WireFormat.PREFIX, value.length, SCHEMA, "")
                        instanceof AvroBinary.Reading.Broken broken
                ? broken.toString()
                : null;
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = record.key().length + record.value().length;
        for (Header header : record.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverTheLogSaysIsRefusedOrBecomesARecord(long seed) throws Exception {
        Log log = new Log(seed);
        for (int i = 0; i < TRANSACTIONS; i++) {
            log.transaction();
        }
        assertThat(log.refused).isGreaterThan(TRANSACTIONS / 8);
        assertThat(log.quarantined).isBetween(log.written / 10, log.written * 9 / 10);
    }
}
