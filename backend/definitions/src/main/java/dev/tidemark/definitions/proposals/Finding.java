package dev.tidemark.definitions.proposals;

/**
 * Something a check has to say.
 *
 * @param where a file, or a file and line such as {@code storefront/metrics/orders.yaml:12}
 */
public record Finding(Level level, String where, String text) {

    /** How bad it is. */
    public enum Level {
        /** Good to know. */
        NOTE,
        /** Somebody should think about it before signing. */
        WARNING,
        /** It cannot be published like this. */
        FAULT
    }

    public static Finding fault(String where, String text) {
        return new Finding(Level.FAULT, where, text);
    }

    public static Finding warning(String where, String text) {
        return new Finding(Level.WARNING, where, text);
    }

    public static Finding note(String where, String text) {
        return new Finding(Level.NOTE, where, text);
    }
}
