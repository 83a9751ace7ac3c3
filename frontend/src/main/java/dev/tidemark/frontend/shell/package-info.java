/** What surrounds every page: navigation, the tide strip, keys, and the person who is signed in. */
@NullMarked
package dev.tidemark.frontend.shell;

import org.jspecify.annotations.NullMarked;
