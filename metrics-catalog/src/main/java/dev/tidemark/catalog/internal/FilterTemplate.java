package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MetricFlow's references in filters: each becomes a quoted name of the same length, padded, so that positions in error
 * messages are those of the text as written.
 */
public final class FilterTemplate {

    private static final Pattern REFERENCE = Pattern.compile(
            "\\{\\{\\s*(\\w+)\\s*\\((.*?)\\)\\s*" + "(?:\\.\\s*grain\\s*\\(\\s*['\"](\\w+)['\"]\\s*\\))?\\s*}}");
    private static final Pattern ARGUMENTS = Pattern.compile(
            "\\s*['\"]([\\w]+)['\"]\\s*(?:,\\s*(?:time_granularity_name\\s*=\\s*)?['\"](\\w+)['\"]\\s*)?");
    private static final Pattern PLACE = Pattern.compile("Line (\\d+), column (\\d+): (.*)", Pattern.DOTALL);

    private FilterTemplate() {}

    public static SqlExpression condition(String text) {
        String plain = withoutReferences(text);
        int brace = plain.indexOf("{{");
        if (brace >= 0) {
            throw bad(text, brace + 1, "this reference is not closed or not of the form {{ Dimension('name') }}");
        }
        try {
            return SqlExpression.parse(plain);
        } catch (ProblemException e) {
            Matcher place = PLACE.matcher(e.detail());
            if (place.matches()) {
                int at = offset(plain, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
                throw bad(text, at, place.group(3)).because(e);
            }
            throw bad(text, 1, e.detail()).because(e);
        }
    }

    private static String withoutReferences(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (reference.find()) {
            String name = '"' + name(text, reference) + '"';
            String padding = " ".repeat(Math.max(0, reference.group().length() - name.length()));
            reference.appendReplacement(plain, Matcher.quoteReplacement(name + padding));
        }
        reference.appendTail(plain);
        return plain.toString();
    }

    private static String name(String text, Matcher reference) {
        Matcher arguments = ARGUMENTS.matcher(reference.group(2));
        if (!arguments.matches()) {
            throw bad(
                    text,
                    reference.start(2) + 1,
                    "a reference takes a name in quotes and, for a time dimension, a grain");
        }
        String grain = arguments.group(2) == null ? reference.group(3) : arguments.group(2);
        String name = arguments.group(1);
        return switch (reference.group(1)) {
            case "Dimension", "TimeDimension" -> grain == null ? name : name + "__" + grain.toLowerCase(Locale.ROOT);
            case "Entity" -> name;
            default ->
                throw bad(
                        text,
                        reference.start(1) + 1,
                        reference.group(1) + " is not a reference; write Dimension, TimeDimension or Entity");
        };
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + column;
    }

    private static ProblemException bad(String text, int at, String reason) {
        return new ProblemException(CatalogProblem.BAD_FILTER, at, "“" + text + "”", reason)
                .withFault("character " + at, reason);
    }
}
