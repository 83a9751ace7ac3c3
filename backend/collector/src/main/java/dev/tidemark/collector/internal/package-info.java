/** How the collector's parts are put together. */
@NullMarked
package dev.tidemark.collector.internal;

import org.jspecify.annotations.NullMarked;
