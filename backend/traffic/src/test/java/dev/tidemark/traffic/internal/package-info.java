@org.jspecify.annotations.NullMarked
package dev.tidemark.traffic.internal;
