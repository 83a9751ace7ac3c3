/** How tides are watched and journeys found. */
@NullMarked
package dev.tidemark.quality.internal;

import org.jspecify.annotations.NullMarked;
