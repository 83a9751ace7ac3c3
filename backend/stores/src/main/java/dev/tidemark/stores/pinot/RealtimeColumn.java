package dev.tidemark.stores.pinot;

import dev.tidemark.stores.ColumnType;

/**
 * A column of a real-time table.
 *
 * @param type {@code DATE} is kept as text
 */
public record RealtimeColumn(String name, ColumnType type) {}
