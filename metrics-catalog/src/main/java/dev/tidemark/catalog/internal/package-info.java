/** Reading MetricFlow's YAML and checking it. */
@NullMarked
package dev.tidemark.catalog.internal;

import org.jspecify.annotations.NullMarked;
