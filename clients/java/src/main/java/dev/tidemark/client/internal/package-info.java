/** Queues, and how batches are sent. */
@NullMarked
package dev.tidemark.client.internal;

import org.jspecify.annotations.NullMarked;
