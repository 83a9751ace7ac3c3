@NullMarked
package dev.tidemark.quality.rest;

import org.jspecify.annotations.NullMarked;
