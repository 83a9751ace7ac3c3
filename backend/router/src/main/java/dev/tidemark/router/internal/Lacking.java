package dev.tidemark.router.internal;

/** A part lacks something; a reason to reject it, never an error. */
final class Lacking extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what the thing it lacks
     */
    Lacking(String what) {
        super("it lacks " + what, null, false, false);
    }

    /** Why the part cannot answer. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
