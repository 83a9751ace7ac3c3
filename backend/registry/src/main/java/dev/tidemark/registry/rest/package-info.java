/** Confluent's schema registry protocol, so that clients of others work unchanged. */
@NullMarked
package dev.tidemark.registry.rest;

import org.jspecify.annotations.NullMarked;
