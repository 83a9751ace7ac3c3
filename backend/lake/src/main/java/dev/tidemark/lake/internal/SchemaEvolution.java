package dev.tidemark.lake.internal;

import dev.tidemark.lake.LakeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Brings a table to the columns a transform makes now. A column whose type cannot be widened becomes a new one under the same
 * name: modeled rows are always made again from their inputs, and old snapshots keep their own columns.
 */
public final class SchemaEvolution {

    private SchemaEvolution() {}

    public static Schema schema(List<LakeColumn> columns) {
        List<NestedField> fields = new ArrayList<>();
        int id = 0;
        for (LakeColumn column : columns) {
            id++;
            fields.add(NestedField.optional(id, column.name(), ColumnTypes.toIceberg(column.type())));
        }
        return new Schema(fields);
    }

    public static void evolve(Table table, List<LakeColumn> columns) {
        UpdateSchema update = table.updateSchema();
        boolean changed = false;
        Set<String> wanted = columns.stream().map(LakeColumn::name).collect(Collectors.toSet());
        for (NestedField field : table.schema().columns()) {
            if (!wanted.contains(field.name())) {
                update.deleteColumn(field.name());
                changed = true;
            }
        }
        for (LakeColumn column : columns) {
            changed |= evolve(update, table.schema().findField(column.name()), column);
        }
        if (changed) {
            update.commit();
            table.refresh();
        }
    }

    private static boolean evolve(UpdateSchema update, @Nullable NestedField field, LakeColumn column) {
        Type type = ColumnTypes.toIceberg(column.type());
        if (field == null) {
            update.addColumn(column.name(), type);
            return true;
        }
        if (field.type().equals(type)) {
            return false;
        }
        if (field.type().isPrimitiveType() && TypeUtil.isPromotionAllowed(field.type(), type.asPrimitiveType())) {
            update.updateColumn(column.name(), type.asPrimitiveType());
        } else {
            update.deleteColumn(column.name());
            update.addColumn(column.name(), type);
        }
        return true;
    }

    /** Changes how the table is partitioned; true when it was partitioned otherwise and is not empty of such files. */
    public static boolean repartition(Table table, Optional<String> dayColumn) {
        List<PartitionField> now = table.spec().fields();
        boolean same = dayColumn
                .map(column -> now.size() == 1
                        && now.get(0).transform().toString().equals("day")
                        && now.get(0).sourceId()
                                == table.schema().findField(column).fieldId())
                .orElse(now.isEmpty());
        if (!same) {
            UpdatePartitionSpec update = table.updateSpec();
            now.forEach(field -> update.removeField(field.name()));
            dayColumn.ifPresent(column -> update.addField(Expressions.day(column)));
            update.commit();
            table.refresh();
        }
        return table.specs().size() > 1
                && table.currentSnapshot() != null
                && table.currentSnapshot().allManifests(table.io()).stream()
                        .filter(manifest -> manifest.hasAddedFiles() || manifest.hasExistingFiles())
                        .anyMatch(manifest ->
                                manifest.partitionSpecId() != table.spec().specId());
    }
}
