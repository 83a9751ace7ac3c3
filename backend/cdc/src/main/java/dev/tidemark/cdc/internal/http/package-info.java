/** Health and metrics. */
@NullMarked
package dev.tidemark.cdc.internal.http;

import org.jspecify.annotations.NullMarked;
