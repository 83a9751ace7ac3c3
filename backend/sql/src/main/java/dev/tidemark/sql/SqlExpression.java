package dev.tidemark.sql;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.internal.ParsedExpression;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scalar SQL expression that a person wrote: over columns, such as {@code quantity * unit_price}, or over other names, such
 * as {@code order__country IN ('France', 'Spain')}. Immutable; equal when the text is equal.
 */
public final class SqlExpression {

    /** A word, or a text or name in quotes, which stays as it is; a word before a parenthesis is a function. */
    private static final Pattern WORD = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\b[A-Za-z_]\\w*\\b(?!\\s*\\()");

    private final String text;
    private final ParsedExpression parsed;

    private SqlExpression(String text, ParsedExpression parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    /**
     * @throws ProblemException {@link SqlProblem#INVALID_SQL} with line and column, {@link SqlProblem#UNSUPPORTED_SQL}
     */
    public static SqlExpression parse(String text) {
        return new SqlExpression(text, ParsedExpression.parse(text));
    }

    /**
     * The same, where some names are known: they mean themselves even if SQL reserves the word.
     *
     * @throws ProblemException as {@link #parse(String)}
     */
    public static SqlExpression parse(String text, Set<String> known) {
        return new SqlExpression(text, ParsedExpression.parse(quoted(text, known)));
    }

    private static String quoted(String text, Set<String> known) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        known.contains(word.group()) ? '"' + word.group() + '"' : word.group()));
    }

    /** A single name, whatever characters it has. */
    public static SqlExpression name(String name) {
        ParsedExpression parsed = ParsedExpression.name(name);
        return new SqlExpression(parsed.text(), parsed);
    }

    public String text() {
        return text;
    }

    /** The names it mentions, in order of their first mention. */
    public Set<String> names() {
        return parsed.names();
    }

    /** Whether it is nothing but one name. */
    public boolean isName() {
        return parsed.isName();
    }

    /** Whether it is a constant, such as the 1 of {@code COUNT(1)}. */
    public boolean isConstant() {
        return parsed.names().isEmpty();
    }

    /** The parts of a conjunction, or the expression itself. */
    public List<SqlExpression> conjuncts() {
        return parsed.conjuncts().stream()
                .map(part -> new SqlExpression(part.text(), part))
                .toList();
    }

    /**
     * The same with constants in the place of names. Like all constants they become parameters; no text is pasted.
     *
     * @param constants texts by name; in a list, as in {@code country IN (countries)}, a name may stand for any number of them
     * @throws IllegalArgumentException when a name outside of a list does not stand for exactly one
     */
    public SqlExpression withConstants(Map<String, List<String>> constants) {
        ParsedExpression bound = parsed.withConstants(constants);
        return new SqlExpression(bound.text(), bound);
    }

    /**
     * The same with other expressions in the place of names, for example {@code orders.amount} for {@code amount}.
     *
     * @param replacements by name; other names stay
     */
    public SqlExpression withNames(Map<String, SqlExpression> replacements) {
        Map<String, ParsedExpression> parts = replacements.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().parsed));
        ParsedExpression replaced = parsed.withNames(parts);
        return new SqlExpression(replaced.text(), replaced);
    }

    /**
     * Computes it in this process: numbers, the four operations, comparisons, CASE and the functions of the dialect. An absent
     * operand makes an absent result, as in SQL.
     *
     * @param values what the names stand for: Number, String, Boolean, Instant or LocalDate
     * @param zone in which dates and times without a zone are meant
     * @throws ProblemException {@link SqlProblem#UNSUPPORTED_SQL} for anything else, {@link SqlProblem#INVALID_SQL} for values
     *     that cannot be compared
     */
    public @Nullable Object compute(Function<String, @Nullable Object> values, ZoneId zone) {
        return parsed.compute(values, zone);
    }

    /**
     * Two terms that are added, subtracted or compared though their units differ, for example {@code GBP and EUR}.
     *
     * @param units of the names that have one
     */
    public Optional<String> unitMismatch(Map<String, String> units) {
        return parsed.unitMismatch(units);
    }

    /** For this module only: the parse behind it. */
    public ParsedExpression parsed() {
        return parsed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
