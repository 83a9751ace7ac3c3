@NullMarked
package dev.tidemark.sql;

import org.jspecify.annotations.NullMarked;
