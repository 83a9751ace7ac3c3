package dev.tidemark.frontend.explore;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on the rows that count. Its text is what the question carries: the router reads it as an expression and hands every
 * value to the store as a parameter.
 */
public sealed interface Condition {

    String text();

    /** What was picked if the text is of a form that can be picked, else the text as it is written. */
    static Condition parse(String text) {
        return Picked.read(text.strip()).map(Condition.class::cast).orElseGet(() -> new Written(text));
    }

    /** A condition that somebody wrote, in any form that definitions may use. */
    record Written(String text) implements Condition {}

    /**
     * A dimension compared with values.
     *
     * @param values none for {@link Operator#IS_EMPTY} and its opposite, one for {@link Operator#CONTAINS}
     */
    record Picked(String dimension, Operator operator, List<String> values) implements Condition {

        private static final String LITERAL = "'((?:[^']|'')*)'";
        private static final Pattern VALUE = Pattern.compile(LITERAL);
        private static final Pattern ONE = Pattern.compile("(\\w+) (=|<>|LIKE) " + LITERAL);
        private static final Pattern MANY =
                Pattern.compile("(\\w+) (IN|NOT IN) \\((" + LITERAL + "(?:, " + LITERAL + ")*)\\)");
        private static final Pattern NONE = Pattern.compile("(\\w+) IS (NULL|NOT NULL)");

        public Picked {
            values = List.copyOf(values);
        }

        /** Whether there is enough of it to be asked. */
        boolean complete() {
            return !dimension.isEmpty() && (!operator.takesValues() || !values.isEmpty());
        }

        @Override
        public String text() {
            return dimension
                    + switch (operator) {
                        case IS -> values.size() == 1 ? " = " + quoted(values.getFirst()) : " IN " + list();
                        case IS_NOT -> values.size() == 1 ? " <> " + quoted(values.getFirst()) : " NOT IN " + list();
                        case CONTAINS -> " LIKE " + quoted('%' + values.getFirst() + '%');
                        case IS_EMPTY -> " IS NULL";
                        case IS_NOT_EMPTY -> " IS NOT NULL";
                    };
        }

        private String list() {
            return values.stream().map(Picked::quoted).collect(Collectors.joining(", ", "(", ")"));
        }

        private static String quoted(String value) {
            return '\'' + value.replace("'", "''") + '\'';
        }

        private static String plain(String literal) {
            return literal.replace("''", "'");
        }

        static Optional<Picked> read(String text) {
            Matcher none = NONE.matcher(text);
            if (none.matches()) {
                Operator operator = none.group(2).equals("NULL") ? Operator.IS_EMPTY : Operator.IS_NOT_EMPTY;
                return Optional.of(new Picked(none.group(1), operator, List.of()));
            }
            Matcher many = MANY.matcher(text);
            if (many.matches()) {
                List<String> values = VALUE.matcher(many.group(3))
                        .results()
                        .map((MatchResult found) -> plain(found.group(1)))
                        .toList();
                return Optional.of(
                        new Picked(many.group(1), many.group(2).equals("IN") ? Operator.IS : Operator.IS_NOT, values));
            }
            Matcher one = ONE.matcher(text);
            return one.matches() ? one(one.group(1), one.group(2), plain(one.group(3))) : Optional.empty();
        }

        private static Optional<Picked> one(String dimension, String sign, String value) {
            return switch (sign) {
                case "=" -> Optional.of(new Picked(dimension, Operator.IS, List.of(value)));
                case "<>" -> Optional.of(new Picked(dimension, Operator.IS_NOT, List.of(value)));
                default ->
                    value.length() > 2 && value.startsWith("%") && value.endsWith("%")
                            ? Optional.of(new Picked(
                                    dimension, Operator.CONTAINS, List.of(value.substring(1, value.length() - 1))))
                            : Optional.empty();
            };
        }
    }
}
