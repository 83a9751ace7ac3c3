/** A bounded log on this machine's disk, which takes events while Kafka is away and gives them back in order. */
@NullMarked
package dev.tidemark.collector.internal.spool;

import org.jspecify.annotations.NullMarked;
