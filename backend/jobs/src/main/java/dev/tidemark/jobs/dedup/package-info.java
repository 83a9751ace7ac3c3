/** The first of each event id passes, with heartbeats kept in order behind what came before them. */
@NullMarked
package dev.tidemark.jobs.dedup;

import org.jspecify.annotations.NullMarked;
