package dev.tidemark.stores;

/** A column of a table or of an answer. */
public record Column(String name, ColumnType type) {}
