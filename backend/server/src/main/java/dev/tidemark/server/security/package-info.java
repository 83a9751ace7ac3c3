/** Who may come in: accounts, roles, tokens, and the filter chain of every door. */
@NullMarked
package dev.tidemark.server.security;

import org.jspecify.annotations.NullMarked;
