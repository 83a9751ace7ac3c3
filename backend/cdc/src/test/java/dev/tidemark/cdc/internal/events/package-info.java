@NullMarked
package dev.tidemark.cdc.internal.events;

import org.jspecify.annotations.NullMarked;
