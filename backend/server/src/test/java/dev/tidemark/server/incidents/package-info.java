@NullMarked
package dev.tidemark.server.incidents;

import org.jspecify.annotations.NullMarked;
