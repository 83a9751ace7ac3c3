/** The durable side: appending, and knowing whether anybody is there. */
@NullMarked
package dev.tidemark.collector.internal.kafka;

import org.jspecify.annotations.NullMarked;
