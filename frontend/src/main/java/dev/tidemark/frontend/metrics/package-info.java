/** The metric catalog, a metric's page and its receipt. */
@NullMarked
package dev.tidemark.frontend.metrics;

import org.jspecify.annotations.NullMarked;
