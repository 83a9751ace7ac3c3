package dev.tidemark.stores.warehouse;

import dev.tidemark.lake.ScanPlan;
import java.util.Map;
import java.util.stream.Collectors;

/** A SELECT with the files of its tables in front of it. */
public final class PlannedSql {

    private PlannedSql() {}

    /**
     * Each table becomes a common table expression of the same name, not materialized, so that filters and projections reach
     * the files.
     *
     * @throws IllegalArgumentException when the text is not exactly one statement
     */
    public static String of(String sql, Map<String, ScanPlan> tables) {
        if (hasSecondStatement(sql)) {
            throw new IllegalArgumentException("one SELECT is expected, without a semicolon");
        }
        String relations = tables.entrySet().stream()
                .map(table -> "\"" + table.getKey().replace("\"", "\"\"") + "\" AS NOT MATERIALIZED ("
                        + table.getValue().relation() + ")")
                .collect(Collectors.joining(", "));
        if (relations.isEmpty()) {
            return sql;
        }
        String text = sql.strip();
        return startsWithWord(text, "WITH")
                ? "WITH " + relations + ", " + text.substring("WITH".length()).strip()
                : "WITH " + relations + " " + text;
    }

    private static boolean startsWithWord(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && text.length() > word.length()
                && Character.isWhitespace(text.charAt(word.length()));
    }

    /** A semicolon outside of quotes: the driver would run everything before the last statement unasked. */
    private static boolean hasSecondStatement(String sql) {
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ';') {
                return true;
            }
        }
        return false;
    }
}
