/** How incidents are kept, and how notices travel. */
@NullMarked
package dev.tidemark.incidents.internal;

import org.jspecify.annotations.NullMarked;
