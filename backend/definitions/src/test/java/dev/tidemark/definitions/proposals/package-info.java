@NullMarked
package dev.tidemark.definitions.proposals;

import org.jspecify.annotations.NullMarked;
