@NullMarked
package dev.tidemark.cdc.internal.postgres;

import org.jspecify.annotations.NullMarked;
