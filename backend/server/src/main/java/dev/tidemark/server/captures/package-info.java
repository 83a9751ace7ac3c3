/** What the capture process must know, where its databases are, and how it stands. */
@NullMarked
package dev.tidemark.server.captures;

import org.jspecify.annotations.NullMarked;
