/** The doors. */
@NullMarked
package dev.tidemark.collector.internal.http;

import org.jspecify.annotations.NullMarked;
