/** What the stores over the lake have in common. */
@NullMarked
package dev.tidemark.stores.internal;

import org.jspecify.annotations.NullMarked;
