/** What can be worked out about a sender and its clock beyond what it says. Offline: nothing is asked of anybody. */
@NullMarked
package dev.tidemark.collector.internal.enrichment;

import org.jspecify.annotations.NullMarked;
