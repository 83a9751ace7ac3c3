/**
 * Events that a permissive source sent and that did not fit: kept out of the numbers, grouped by what is wrong, repaired by rule or by
 * hand, and sent back through the collector.
 */
@NullMarked
package dev.tidemark.quarantine;

import org.jspecify.annotations.NullMarked;
