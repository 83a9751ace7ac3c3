/** Why a number is what it is. */
@NullMarked
package dev.tidemark.frontend.receipts;

import org.jspecify.annotations.NullMarked;
