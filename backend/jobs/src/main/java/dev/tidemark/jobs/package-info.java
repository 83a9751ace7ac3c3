/** What every job is told: families, places, checkpoints. One package per job below; each job is pure functions between ends. */
@NullMarked
package dev.tidemark.jobs;

import org.jspecify.annotations.NullMarked;
