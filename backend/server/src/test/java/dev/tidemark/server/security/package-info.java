@NullMarked
package dev.tidemark.server.security;

import org.jspecify.annotations.NullMarked;
