/** The watch over this portal's traffic. */
@NullMarked
package dev.tidemark.server.traffic;

import org.jspecify.annotations.NullMarked;
