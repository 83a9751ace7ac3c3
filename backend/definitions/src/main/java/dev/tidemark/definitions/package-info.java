/**
 * What people decide, as files in one Git repository: workspaces with their teams, sources, event types, transforms and
 * metrics. Others read {@link dev.tidemark.definitions.Definitions} and are told when a commit changes them.
 */
@NullMarked
package dev.tidemark.definitions;

import org.jspecify.annotations.NullMarked;
