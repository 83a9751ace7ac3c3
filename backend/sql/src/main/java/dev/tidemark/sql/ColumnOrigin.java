package dev.tidemark.sql;

/**
 * A column of an input that an output column is computed from.
 *
 * @param derived false when the value is carried over unchanged
 */
public record ColumnOrigin(SqlTable table, String column, boolean derived) {}
