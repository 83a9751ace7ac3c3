package dev.tidemark.registry.internal;

/**
 * Why what was written with one schema cannot be read with another.
 *
 * @param path where, within the reading schema
 * @param kind a constant name that stays the same, so that programs may look for it
 * @param reason what does not fit, a sentence without its full stop
 * @param writer what the writing schema says there, or "nothing"
 * @param reader what the reading schema says there, or "nothing"
 * @param remedy what would make the two fit, a sentence without its full stop
 */
public record Conflict(String path, String kind, String reason, String writer, String reader, String remedy) {

    private static final int LONGEST = 160;

    /**
     * @param written the name of the writing schema, such as {@code version 1}
     * @param read the name of the reading schema
     */
    public String sentence(String written, String read) {
        return "At " + (path.isEmpty() ? "/" : path) + " what " + written + " wrote cannot be read with " + read + ": "
                + reason + " (" + kind + "). " + first(written) + " has " + brief(writer) + "; " + read + " has "
                + brief(reader) + ". To be compatible: " + remedy + ".";
    }

    private static String first(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String brief(String part) {
        return part.length() <= LONGEST ? part : part.substring(0, LONGEST) + "…";
    }
}
