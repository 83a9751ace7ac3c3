package dev.tidemark.frontend.shell;

/** How many things are wrong that somebody should look at. */
public interface OpenCount {

    /** As of a moment ago; never waits. */
    int open();
}
