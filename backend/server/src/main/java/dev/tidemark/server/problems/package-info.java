/** Renders every problem once, as RFC 9457, and serves the page about it. */
@NullMarked
package dev.tidemark.server.problems;

import org.jspecify.annotations.NullMarked;
