/** The clean rows: each event id once, as flat JSON, for the real-time store. */
@NullMarked
package dev.tidemark.jobs.clean;

import org.jspecify.annotations.NullMarked;
