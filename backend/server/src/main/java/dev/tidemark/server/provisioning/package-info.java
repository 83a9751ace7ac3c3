/** Makes the engines agree with the definitions: schemas, topics, tables, jobs. */
@NullMarked
package dev.tidemark.server.provisioning;

import org.jspecify.annotations.NullMarked;
