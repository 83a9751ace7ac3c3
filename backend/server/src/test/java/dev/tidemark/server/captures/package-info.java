@NullMarked
package dev.tidemark.server.captures;

import org.jspecify.annotations.NullMarked;
