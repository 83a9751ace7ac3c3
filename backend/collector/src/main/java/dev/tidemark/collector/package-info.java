/** Events over HTTP: checked, enriched, and durable in Kafka before the sender hears of success. */
@NullMarked
package dev.tidemark.collector;

import org.jspecify.annotations.NullMarked;
