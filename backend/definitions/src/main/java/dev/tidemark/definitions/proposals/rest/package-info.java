/** Proposals over HTTP. */
@NullMarked
package dev.tidemark.definitions.proposals.rest;

import org.jspecify.annotations.NullMarked;
