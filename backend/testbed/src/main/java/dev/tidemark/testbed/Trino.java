package dev.tidemark.testbed;

import java.nio.file.Path;

/**
 * A running Trino and the lake it reads, which is that of a whole installation: use tables with names of your own and drop
 * them.
 *
 * @param jdbcUrl of its catalog {@code lake}
 * @param catalog the database that holds the lake's catalog
 * @param lake the directory of the lake's files
 */
public record Trino(String jdbcUrl, Database catalog, Path lake) {}
