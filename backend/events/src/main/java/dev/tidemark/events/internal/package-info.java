/** How JSON becomes Avro, value by value. */
@NullMarked
package dev.tidemark.events.internal;

import org.jspecify.annotations.NullMarked;
