@NullMarked
package dev.tidemark.server.proposals;

import org.jspecify.annotations.NullMarked;
