package dev.tidemark.lake;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/** The raw archive: one table per event family with every accepted record as it came, once per Kafka offset. */
public final class RawTables {

    public static final String NAMESPACE = "raw";

    /** {@code properties} is the event's own record as a JSON object with decimals as strings. */
    public static final Schema SCHEMA = new Schema(List.of(
            required(1, "event_id", StringType.get()),
            required(2, "event_type", StringType.get()),
            required(3, "schema_version", IntegerType.get()),
            required(4, "schema_id", IntegerType.get()),
            required(5, "event_time", TimestampType.withZone()),
            required(6, "received_at", TimestampType.withZone()),
            required(7, "appended_at", TimestampType.withZone()),
            required(8, "source", StringType.get()),
            required(9, "team", StringType.get()),
            optional(10, "user_id", StringType.get()),
            optional(11, "session_id", StringType.get()),
            optional(12, "ip", StringType.get()),
            optional(13, "country", StringType.get()),
            optional(14, "user_agent", StringType.get()),
            required(15, "properties", StringType.get()),
            required(16, "kafka_partition", IntegerType.get()),
            required(17, "kafka_offset", LongType.get()),
            optional(18, "geo_region", StringType.get()),
            optional(19, "client_device", StringType.get()),
            optional(20, "client_agent", StringType.get()),
            optional(21, "client_os", StringType.get()),
            optional(22, "told_time", TimestampType.withZone()),
            optional(23, "clock_skew_ms", LongType.get())));

    public static final PartitionSpec SPEC = PartitionSpec.builderFor(SCHEMA)
            .day("event_time")
            .identity("event_type")
            .build();

    private static final int MOST_ATTEMPTS = 5;

    private RawTables() {}

    public static TableIdentifier of(String family) {
        return TableIdentifier.of(Namespace.of(NAMESPACE), "events_" + family);
    }

    /**
     * The table of a family, created when it is missing; one that an earlier version made gets the columns that it lacks, which are null in its old rows. Safe
     * to call from several processes at once.
     */
    public static Table ensure(Catalog catalog, String family) {
        TableIdentifier name = of(family);
        try {
            return grown(catalog, name);
        } catch (NoSuchTableException missing) {
            return create(catalog, name);
        }
    }

    private static Table grown(Catalog catalog, TableIdentifier name) {
        for (int attempt = 1; ; attempt++) {
            Table table = catalog.loadTable(name);
            List<NestedField> missing = SCHEMA.columns().stream()
                    .filter(column -> table.schema().findField(column.name()) == null)
                    .toList();
            if (missing.isEmpty()) {
                return table;
            }
            UpdateSchema update = table.updateSchema();
            missing.forEach(column -> update.addColumn(column.name(), column.type()));
            try {
                update.commit();
                return table;
            } catch (CommitFailedException | ValidationException raced) {
                if (attempt == MOST_ATTEMPTS) {
                    throw raced;
                }
            }
        }
    }

    private static Table create(Catalog catalog, TableIdentifier name) {
        try {
            return catalog.createTable(name, SCHEMA, SPEC, Lake.TABLE_PROPERTIES);
        } catch (AlreadyExistsException raced) {
            return catalog.loadTable(name);
        }
    }
}
