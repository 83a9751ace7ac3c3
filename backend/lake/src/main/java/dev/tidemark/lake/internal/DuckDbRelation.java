package dev.tidemark.lake.internal;

import dev.tidemark.lake.LakeType.Kind;
import dev.tidemark.lake.LocalFileIO;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Writes planned files as a SELECT that DuckDB runs.
 *
 * <p>Columns are matched by Parquet field id, which is Iceberg's field id: renames, drops and additions need nothing more.
 * Position delete files are read by DuckDB itself, one data file at a time, because their rows name the file they belong to.
 */
public final class DuckDbRelation {

    private final LocalFileIO files;
    private final List<NestedField> columns;

    public DuckDbRelation(LocalFileIO files, Schema schema) {
        this.files = files;
        this.columns = schema.columns().stream()
                .filter(field -> ColumnTypes.fromIceberg(field.type()).kind() != Kind.OTHER)
                .toList();
    }

    public String of(List<FileScanTask> tasks) {
        List<String> clean = tasks.stream()
                .filter(task -> task.deletes().isEmpty())
                .map(task -> path(task.file()))
                .toList();
        List<String> parts = new ArrayList<>();
        if (!clean.isEmpty()) {
            parts.add(select() + " FROM read_parquet([" + String.join(", ", clean) + "], " + options() + ")");
        }
        tasks.stream()
                .filter(task -> !task.deletes().isEmpty())
                .map(this::withDeletes)
                .forEach(parts::add);
        return parts.isEmpty() ? nothing() : String.join(" UNION ALL ", parts);
    }

    private String withDeletes(FileScanTask task) {
        String deletes =
                task.deletes().stream().map(this::deletePath).distinct().collect(Collectors.joining(", "));
        return select() + " FROM read_parquet([" + path(task.file()) + "], " + options() + ", file_row_number = true)"
                + " WHERE file_row_number NOT IN (SELECT pos FROM read_parquet([" + deletes + "])"
                + " WHERE file_path = " + literal(task.file().location()) + ")";
    }

    private String select() {
        return columns.stream().map(field -> identifier(field.name())).collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private String nothing() {
        return columns.stream()
                .map(field -> "CAST(NULL AS "
                        + ColumnTypes.fromIceberg(field.type()).duckDb() + ") AS " + identifier(field.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    /** Partition values stand in directory names too; only the files count. */
    private String options() {
        return columns.stream()
                .map(field -> field.fieldId() + ": {name: " + literal(field.name()) + ", type: "
                        + literal(ColumnTypes.fromIceberg(field.type()).duckDb()) + ", default_value: NULL}")
                .collect(Collectors.joining(", ", "schema = MAP {", "}, hive_partitioning = false"));
    }

    private String path(DataFile file) {
        return literal(files.path(file.location()).toString());
    }

    private String deletePath(DeleteFile file) {
        return literal(files.path(file.location()).toString());
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
