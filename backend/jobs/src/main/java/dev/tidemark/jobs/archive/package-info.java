/** The raw archive: every accepted event once, in Iceberg, with what was read written into each snapshot. */
@NullMarked
package dev.tidemark.jobs.archive;

import org.jspecify.annotations.NullMarked;
