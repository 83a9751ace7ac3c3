package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.events.CaptureConfig;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that has passed every check.
 *
 * @param columns those that are captured, in the table's order
 */
public record SourceTable(CaptureConfig.Table definition, List<SourceColumn> columns) {

    public SourceTable {
        columns = List.copyOf(columns);
    }

    public String qualified() {
        return definition.qualified();
    }

    /** The table as SQL names it. */
    String sql() {
        return quoted(definition.schema()) + "." + quoted(definition.name());
    }

    /** The key's columns as SQL names them. */
    String keySql() {
        return definition.key().stream().map(SourceTable::quoted).collect(Collectors.joining(", "));
    }

    /** A name as SQL takes it, whatever it consists of. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
