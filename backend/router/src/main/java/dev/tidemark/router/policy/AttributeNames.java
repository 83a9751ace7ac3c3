package dev.tidemark.router.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code :countries} in a condition, as a name that no dimension can have. */
final class AttributeNames {

    private static final String PREFIX = "asker:";
    private static final Pattern ATTRIBUTE = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|:([A-Za-z_]\\w*)");

    private AttributeNames() {}

    /** The condition with {@code :countries} as the quoted name {@code "asker:countries"}; texts and quoted names stay. */
    static String quoted(String condition) {
        return ATTRIBUTE
                .matcher(condition)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? found.group() : '"' + named(found.group(1)) + '"'));
    }

    static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /** {@code countries} of {@code asker:countries}. */
    static String attribute(String name) {
        return name.substring(PREFIX.length());
    }

    static String named(String attribute) {
        return PREFIX + attribute;
    }
}
