package dev.tidemark.registry.rest;

import dev.tidemark.registry.Subject;

/**
 * Which subjects a list shall have.
 *
 * @param everyContext the text begins the name without its context
 */
record Prefix(String text, boolean everyContext) {

    private static final String WILDCARD = ":*:";

    static Prefix of(String text) {
        return text.startsWith(WILDCARD)
                ? new Prefix(text.substring(WILDCARD.length()), true)
                : new Prefix(text.startsWith(":.:") ? text.substring(3) : text, false);
    }

    boolean covers(Subject subject) {
        return everyContext
                ? subject.unqualified().startsWith(text)
                : subject.name().startsWith(text);
    }
}
