/** How changes are captured. */
@NullMarked
package dev.tidemark.cdc.internal;

import org.jspecify.annotations.NullMarked;
