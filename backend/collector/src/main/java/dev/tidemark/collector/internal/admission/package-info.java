/** What becomes of one event: pure decisions, no input or output. */
@NullMarked
package dev.tidemark.collector.internal.admission;

import org.jspecify.annotations.NullMarked;
