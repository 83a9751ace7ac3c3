/** The portal process: puts the features together and owns what belongs to none of them. */
@NullMarked
package dev.tidemark.server;

import org.jspecify.annotations.NullMarked;
