/** The collector as its clients see it: batches over HTTP, retried until they are durable. */
@NullMarked
package dev.tidemark.demo.collector;

import org.jspecify.annotations.NullMarked;
