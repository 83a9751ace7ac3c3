/** The demo company's people, tokens and write keys; absent when {@code tidemark.demo} is off. */
@NullMarked
package dev.tidemark.server.demo;

import org.jspecify.annotations.NullMarked;
