package dev.tidemark.registry.rest;

import dev.tidemark.registry.Registry;
import dev.tidemark.registry.Subject;

/** A subject may be set to stand for another. */
final class Aliases {

    private Aliases() {}

    static Subject meant(Registry registry, String name) {
        Subject subject = new Subject(name);
        return registry.ownSettings(subject)
                .flatMap(settings -> settings.alias())
                .map(subject::sibling)
                .orElse(subject);
    }
}
