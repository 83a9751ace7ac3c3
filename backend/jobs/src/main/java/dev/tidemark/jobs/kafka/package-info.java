/** Writing records to Kafka. */
@NullMarked
package dev.tidemark.jobs.kafka;

import org.jspecify.annotations.NullMarked;
