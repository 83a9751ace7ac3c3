/** The event contract that the collector writes and every job reads: envelope, wire format, topic names. */
@NullMarked
package dev.tidemark.events;

import org.jspecify.annotations.NullMarked;
