/**
 * The Iceberg tables: one catalog on PostgreSQL, the tide in every snapshot, scans planned for engines that read Parquet,
 * writes that are checked on a branch before they are published, and upkeep.
 */
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;
