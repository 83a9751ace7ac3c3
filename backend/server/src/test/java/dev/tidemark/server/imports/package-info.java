@NullMarked
package dev.tidemark.server.imports;

import org.jspecify.annotations.NullMarked;
