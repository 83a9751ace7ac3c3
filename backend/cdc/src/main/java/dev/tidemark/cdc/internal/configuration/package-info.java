/** What the portal says is captured. */
@NullMarked
package dev.tidemark.cdc.internal.configuration;

import org.jspecify.annotations.NullMarked;
