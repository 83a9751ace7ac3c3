/** Keeping tables quick and small: fewer and larger files, fewer snapshots, nothing on disk that nobody can reach. */
@NullMarked
package dev.tidemark.lake.maintenance;

import org.jspecify.annotations.NullMarked;
