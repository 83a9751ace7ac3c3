/** Sends events from a Java service to a Tidemark collector. */
@NullMarked
package dev.tidemark.client;

import org.jspecify.annotations.NullMarked;
