package dev.tidemark.registry.rest;

import dev.tidemark.registry.Subject;

/**
 * Which subjects a list shall have.
 *
 * @param subject the context is that of all of them, unless every context is meant; what follows it begins their names
 */
record Prefix(Subject subject, boolean everyContext) {

    static final String EVERY_CONTEXT = ":*:";

    static Prefix of(String text) {
        return text.startsWith(EVERY_CONTEXT)
                ? new Prefix(new Subject(text.substring(EVERY_CONTEXT.length())), true)
                : new Prefix(new Subject(text), false);
    }

    boolean covers(Subject other) {
        return (everyContext || other.context().equals(subject.context()))
                && other.unqualified().startsWith(subject.unqualified());
    }
}
