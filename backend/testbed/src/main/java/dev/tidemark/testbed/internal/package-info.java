/** Where the engines come from. */
@NullMarked
package dev.tidemark.testbed.internal;

import org.jspecify.annotations.NullMarked;
