@NullMarked
package dev.tidemark.router.rest;

import org.jspecify.annotations.NullMarked;
