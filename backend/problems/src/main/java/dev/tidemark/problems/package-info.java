/**
 * The shape of every error a person or program can meet: a closed catalogue per feature, each entry with an owner, an HTTP
 * status, what is wrong and what to do next.
 */
@NullMarked
package dev.tidemark.problems;

import org.jspecify.annotations.NullMarked;
