/** The engines that answer questions: one contract that all of them keep, one package each. */
@NullMarked
package dev.tidemark.stores;

import org.jspecify.annotations.NullMarked;
