/** Numbers that a team watches together. */
@NullMarked
package dev.tidemark.frontend.dashboards;

import org.jspecify.annotations.NullMarked;
