@NullMarked
package dev.tidemark.server.problems;

import org.jspecify.annotations.NullMarked;
