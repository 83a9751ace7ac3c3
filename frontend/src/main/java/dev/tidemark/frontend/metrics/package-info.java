/** The metric catalog and a metric's page. */
@NullMarked
package dev.tidemark.frontend.metrics;

import org.jspecify.annotations.NullMarked;
