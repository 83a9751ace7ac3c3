/**
 * Changes to the definitions that people look at before they are in force. A proposal is a branch of the definitions repository;
 * checks look at what it would make of the definitions, the right people sign it, publishing merges it.
 */
@NullMarked
package dev.tidemark.definitions.proposals;

import org.jspecify.annotations.NullMarked;
