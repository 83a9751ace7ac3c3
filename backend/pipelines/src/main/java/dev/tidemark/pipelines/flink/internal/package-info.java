/** How jobs are submitted, found again and restored. */
@NullMarked
package dev.tidemark.pipelines.flink.internal;

import org.jspecify.annotations.NullMarked;
