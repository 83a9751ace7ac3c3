/** What the script's commands do. */
@NullMarked
package dev.tidemark.local.command;

import org.jspecify.annotations.NullMarked;
