@NullMarked
package dev.tidemark.router.tpcds;

import org.jspecify.annotations.NullMarked;
