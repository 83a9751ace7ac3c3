/** Events in the shapes of others, as events of ours. Pure. */
@NullMarked
package dev.tidemark.collector.internal.protocol;

import org.jspecify.annotations.NullMarked;
