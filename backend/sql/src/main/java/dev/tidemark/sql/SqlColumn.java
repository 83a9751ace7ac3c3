package dev.tidemark.sql;

/** A column of a table or of a query's result. */
public record SqlColumn(String name, SqlType type, boolean nullable) {}
