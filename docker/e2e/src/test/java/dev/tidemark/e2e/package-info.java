/** The whole platform as its users see it: over HTTP and in a browser. Knows nothing of the platform's classes. */
@NullMarked
package dev.tidemark.e2e;

import org.jspecify.annotations.NullMarked;
