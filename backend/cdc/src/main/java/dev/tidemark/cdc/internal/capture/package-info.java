/** From a database to the log, exactly once. */
@NullMarked
package dev.tidemark.cdc.internal.capture;

import org.jspecify.annotations.NullMarked;
