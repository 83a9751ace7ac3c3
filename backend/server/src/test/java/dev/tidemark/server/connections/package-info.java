@NullMarked
package dev.tidemark.server.connections;

import org.jspecify.annotations.NullMarked;
