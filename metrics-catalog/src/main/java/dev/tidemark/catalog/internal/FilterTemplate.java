package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.DatePart;
import dev.tidemark.catalog.Filter.MetricReference;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MetricFlow's references in filters: each becomes a quoted name of the same length, padded, so that positions in error
 * messages are those of the text as written.
 */
public final class FilterTemplate {

    /** A name, its arguments, and what follows: {@code .grain('month')}, {@code .date_part('year')}, {@code .descending(True)}. */
    private static final String CALL =
            "(\\w+)\\s*\\(((?:[^()]|\\([^()]*\\))*)\\)\\s*((?:\\.\\s*\\w+\\s*\\(\\s*['\"]?\\w*['\"]?\\s*\\)\\s*)*)";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*" + CALL + "}}", Pattern.DOTALL);
    private static final Pattern ASKED = Pattern.compile("\\s*(-?)\\s*" + CALL, Pattern.DOTALL);
    private static final Pattern BRACES = Pattern.compile("^\\s*(-?)\\s*\\{\\{(.*)}}\\s*$", Pattern.DOTALL);
    private static final Pattern FOLLOWING = Pattern.compile("\\.\\s*(\\w+)\\s*\\(\\s*['\"]?(\\w*)['\"]?\\s*\\)");
    private static final Pattern LIST = Pattern.compile("(?:(\\w+)\\s*=\\s*)?(?:\\[([^\\]]*)]|\\(([^)]*)\\))");
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:(\\w+)\\s*=\\s*)?(?:['\"]([\\w.]+)['\"]|(?i:true|false|none))");
    private static final String DATE_PART = "date_part_name";
    private static final String ALIAS = "alias";
    private static final Pattern METRIC = Pattern.compile("Metric\\((\\w+)((?:;\\w+)*)\\)");
    private static final Pattern WORD = Pattern.compile("['\"](\\w+)['\"]");
    /** The second sign of equality that several engines know, or a text or a name in which it means nothing. */
    private static final Pattern DOUBLE_EQUALS = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|==");

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
        return DOUBLE_EQUALS
                .matcher(plain)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().equals("==") ? "= " : found.group()));
    }

    /** A text that can be read, with names instead of references; of a metric's value there is no shorter form. */
    public static String plain(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (reference.find()) {
            String name = reference.group(1).equals("Metric") ? reference.group() : name(text, reference);
            reference.appendReplacement(plain, Matcher.quoteReplacement(name));
        }
        reference.appendTail(plain);
        return plain.toString().strip();
    }

    /** A name of a question as definitions write it: {@code TimeDimension('metric_time', 'day')}, in braces or not, or the name itself. */
    public static String asked(String text) {
        Optional<Matcher> found = reference(text);
        if (found.isEmpty()) {
            return text.strip();
        }
        Matcher reference = found.get();
        boolean descending = following(reference.group(3), "descending")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()
                || text.replace("{", "").strip().startsWith("-");
        boolean metric = reference.group(1).equals("Metric");
        String name = metric ? arguments(text, reference).name : name(text, reference);
        return (descending ? "-" : "") + name;
    }

    /** What a name of a question is to be called: {@code Metric('revenue').alias('sales')}, {@code Metric('revenue', alias='sales')}. */
    public static Optional<String> alias(String text) {
        return reference(text)
                .flatMap(reference -> following(reference.group(3), ALIAS)
                        .or(() -> Optional.ofNullable(arguments(text, reference).alias)));
    }

    /** The reference that a name of a question is, in braces or not. */
    private static Optional<Matcher> reference(String text) {
        Matcher asked = ASKED.matcher(BRACES.matcher(text).replaceFirst("$1$2"));
        return asked.matches()
                ? Optional.of(REFERENCE.matcher("{{" + asked.group().substring(asked.start(2)) + "}}"))
                        .filter(Matcher::matches)
                : Optional.empty();
    }

    private static Optional<String> following(String calls, String word) {
        return FOLLOWING
                .matcher(calls)
                .results()
                .filter(found -> found.group(1).equals(word))
                .map(found -> found.group(2))
                .findFirst();
    }

    private static String name(String text, Matcher reference) {
        Arguments arguments = arguments(text, reference);
        @Nullable String part = following(reference.group(3), "date_part").orElse(arguments.part);
        @Nullable String bucket = Optional.ofNullable(arguments.grain)
                .or(() -> following(reference.group(3), "grain"))
                .orElse(null);
        @Nullable String grain = part == null ? bucket : DatePart.PREFIX + part;
        String path = arguments.list.isEmpty() || reference.group(1).equals("Metric")
                ? ""
                : String.join("__", arguments.list) + "__";
        return switch (reference.group(1)) {
            case "Dimension", "TimeDimension" ->
                path + arguments.name + (grain == null ? "" : "__" + grain.toLowerCase(Locale.ROOT));
            case "Entity" -> path + arguments.name;
            case "Metric" -> "Metric(" + arguments.name + String.join("", prefixed(arguments.list)) + ")";
            default ->
                throw bad(
                        text,
                        reference.start(1) + 1,
                        reference.group(1) + " is not a reference; write Dimension, TimeDimension, Entity or Metric");
        };
    }

    private static List<String> prefixed(List<String> names) {
        return names.stream().map(name -> ";" + name).toList();
    }

    /** What a name of a condition stands for when it is the value of a metric. */
    public static Optional<MetricReference> metricReference(String name) {
        Matcher metric = METRIC.matcher(name);
        return metric.matches()
                ? Optional.of(new MetricReference(
                        new MetricName(metric.group(1)),
                        Stream.of(metric.group(2).split(";"))
                                .filter(part -> !part.isEmpty())
                                .toList()))
                : Optional.empty();
    }

    private record Arguments(
            String name,
            @Nullable String grain,
            @Nullable String part,
            List<String> list,
            @Nullable String alias) {}

    /** A name in quotes; for a time dimension a grain or a part of the date; a list of entities as the way there, or to group a metric by. */
    private static Arguments arguments(String text, Matcher reference) {
        String inside = reference.group(2);
        List<String> list = new ArrayList<>();
        Matcher lists = LIST.matcher(inside);
        while (lists.find()) {
            WORD.matcher(lists.group(2) == null ? lists.group(3) : lists.group(2))
                    .results()
                    .forEach(word -> list.add(word.group(1)));
        }
        String rest = lists.replaceAll(" ");
        List<String> names = new ArrayList<>();
        Map<String, String> keyed = new HashMap<>();
        ARGUMENT.matcher(rest).results().filter(found -> found.group(2) != null).forEach(found -> {
            if (DATE_PART.equals(found.group(1)) || ALIAS.equals(found.group(1))) {
                keyed.put(found.group(1), found.group(2));
            } else {
                names.add(found.group(2));
            }
        });
        boolean strange = !ARGUMENT.matcher(rest).replaceAll(" ").matches("[\\s,]*");
        if (strange || names.isEmpty() || names.size() > 2) {
            throw bad(
                    text,
                    reference.start(2) + 1,
                    "a reference takes a name in quotes and, for a time dimension, a grain");
        }
        return new Arguments(
                names.getFirst(),
                names.size() > 1 ? names.get(1) : null,
                keyed.get(DATE_PART),
                List.copyOf(list),
                keyed.get(ALIAS));
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
