/** SQL as text we can trust: parsed, validated, traced to its source columns and written in the dialect of each engine. */
@NullMarked
package dev.tidemark.sql;

import org.jspecify.annotations.NullMarked;
