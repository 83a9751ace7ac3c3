@NullMarked
package dev.tidemark.demo.collector;

import org.jspecify.annotations.NullMarked;
