@NullMarked
package dev.tidemark.server.provisioning;

import org.jspecify.annotations.NullMarked;
