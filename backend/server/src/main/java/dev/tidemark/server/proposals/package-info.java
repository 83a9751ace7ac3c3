/** What the features have to say about a proposed change to the definitions, and who people are to it. */
@NullMarked
package dev.tidemark.server.proposals;

import org.jspecify.annotations.NullMarked;
