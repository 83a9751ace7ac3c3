package dev.tidemark.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.io.DataWriter;

/** Writes raw events into a test lake as the archive job does: a file per day and type, the tide in the same commit. */
public final class RawRows {

    private final Table table;

    public RawRows(Lake lake, String family) {
        this(RawTables.ensure(lake.catalog(), family));
    }

    private RawRows(Table table) {
        this.table = table;
    }

    /** Writes into a table as whoever has opened it knows it. */
    static RawRows of(Table table) {
        return new RawRows(table);
    }

    public Table table() {
        return table;
    }

    /** An event as it lies in the archive. */
    public static Record event(String id, String type, Instant time, String userId, String properties, long offset) {
        OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
        GenericRecord row = GenericRecord.create(RawTables.SCHEMA);
        row.setField("event_id", id);
        row.setField("event_type", type);
        row.setField("schema_version", 1);
        row.setField("schema_id", 7);
        row.setField("event_time", at);
        row.setField("received_at", at);
        row.setField("appended_at", at);
        row.setField("source", "web-shop");
        row.setField("team", "web");
        row.setField("user_id", userId.isEmpty() ? null : userId);
        row.setField("country", "GB");
        row.setField("properties", properties);
        row.setField("kafka_partition", 0);
        row.setField("kafka_offset", offset);
        return row;
    }

    /** Commits the rows; returns the snapshot. */
    public long append(Tide tide, List<Record> rows) {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
        Map<PartitionKey, List<Record>> groups = new java.util.LinkedHashMap<>();
        for (Record row : rows) {
            key.partition(wrapper.wrap(row));
            groups.computeIfAbsent(key.copy(), any -> new java.util.ArrayList<>())
                    .add(row);
        }
        AppendFiles append = table.newAppend();
        groups.forEach((partition, group) -> append.appendFile(write(partition, group)));
        tide.toSummary().forEach(append::set);
        append.commit();
        table.refresh();
        return table.currentSnapshot().snapshotId();
    }

    private DataFile write(PartitionKey partition, List<Record> rows) {
        String location =
                table.locationProvider().newDataLocation(table.spec(), partition, UUID.randomUUID() + ".parquet");
        DataWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec())
                .newDataWriter(
                        EncryptionUtil.plainAsEncryptedOutput(table.io().newOutputFile(location)),
                        FileFormat.PARQUET,
                        partition);
        try (writer) {
            rows.forEach(writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toDataFile();
    }
}
