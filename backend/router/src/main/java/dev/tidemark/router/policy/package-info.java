/**
 * Who may see which rows and dimensions. Policies are part of the plan: row policies are conditions that stores check, masked
 * dimensions are not asked for, so nothing that must not be seen reaches the answer, the cache or the log.
 */
@NullMarked
package dev.tidemark.router.policy;

import org.jspecify.annotations.NullMarked;
