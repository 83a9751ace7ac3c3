/** Branches, differences, signatures, and what PostgreSQL remembers of proposals. */
@NullMarked
package dev.tidemark.definitions.proposals.internal;

import org.jspecify.annotations.NullMarked;
