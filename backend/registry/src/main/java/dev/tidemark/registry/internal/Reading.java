package dev.tidemark.registry.internal;

/** How strictly a schema is read. */
public enum Reading {
    /** Everything must be right: names, defaults, and references to versions that are not deleted. */
    AS_NEW,
    /** It was accepted once, here or elsewhere, or is only sought; what can be understood is enough. */
    AS_KEPT
}
