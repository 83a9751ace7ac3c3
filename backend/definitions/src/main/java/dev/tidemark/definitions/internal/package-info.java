/** Reading commits and files: Git trees, YAML with line numbers, naming rules. */
@NullMarked
package dev.tidemark.definitions.internal;

import org.jspecify.annotations.NullMarked;
