package dev.tidemark.cdc.internal.postgres;

import java.util.List;

/** A table as the log describes it before its first change, and again after each change of its columns. */
public record Relation(int id, String schema, String table, List<Column> columns) {

    /**
     * @param type the object id of its type
     * @param modifier of the type, such as a number's precision; -1 when it has none
     */
    public record Column(String name, int type, int modifier) {}

    public Relation {
        columns = List.copyOf(columns);
    }

    public String qualified() {
        return schema + "." + table;
    }
}
