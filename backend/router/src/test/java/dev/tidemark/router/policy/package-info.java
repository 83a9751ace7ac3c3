@NullMarked
package dev.tidemark.router.policy;

import org.jspecify.annotations.NullMarked;
