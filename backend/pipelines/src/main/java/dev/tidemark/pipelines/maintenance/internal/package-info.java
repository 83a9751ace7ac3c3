/** The run history. */
@NullMarked
package dev.tidemark.pipelines.maintenance.internal;

import org.jspecify.annotations.NullMarked;
