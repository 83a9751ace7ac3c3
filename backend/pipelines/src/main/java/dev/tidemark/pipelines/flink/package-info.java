/** The Flink jobs that should run, the jobs that do, and the reconciler between them. */
@NullMarked
package dev.tidemark.pipelines.flink;

import org.jspecify.annotations.NullMarked;
