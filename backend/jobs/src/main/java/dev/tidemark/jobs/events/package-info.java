/** Reading events: from a Kafka record to an arrival with its envelope and properties, or to an unreadable with its reason. */
@NullMarked
package dev.tidemark.jobs.events;

import org.jspecify.annotations.NullMarked;
