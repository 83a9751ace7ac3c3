@NullMarked
package dev.tidemark.cdc.internal.capture;

import org.jspecify.annotations.NullMarked;
