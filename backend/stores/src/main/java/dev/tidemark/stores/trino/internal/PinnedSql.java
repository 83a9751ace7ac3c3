package dev.tidemark.stores.trino.internal;

import dev.tidemark.lake.Lake;
import dev.tidemark.stores.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A SELECT whose tables are those of certain snapshots. */
public final class PinnedSql {

    private PinnedSql() {}

    /**
     * @param snapshots every table of the SELECT; one without a snapshot holds nothing and is left as it is
     * @throws IllegalArgumentException when the text is no SELECT, or names no table of the map as Trino's dialect does
     */
    public static String of(String sql, Map<TableName, OptionalLong> snapshots) {
        String text = sql.strip();
        if (!startsWithWord(text, "SELECT") && !startsWithWord(text, "WITH")) {
            throw new IllegalArgumentException("one SELECT is expected");
        }
        Map<String, OptionalLong> names = new HashMap<>();
        snapshots.forEach((table, snapshot) -> names.put(written(table), snapshot));
        Set<String> unseen = new HashSet<>(names.keySet());
        StringBuilder pinned = new StringBuilder(text.length() + 64);
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            String token = text.substring(at, end);
            pinned.append(token);
            OptionalLong snapshot = names.get(token);
            if (snapshot != null) {
                unseen.remove(token);
                snapshot.ifPresent(id -> pinned.append(" FOR VERSION AS OF ").append(id));
            }
            at = end;
        }
        if (!unseen.isEmpty()) {
            throw new IllegalArgumentException("the query does not name " + unseen);
        }
        return pinned.toString();
    }

    /** Where a string, a quoted name with all its parts, or any other single character ends. */
    private static int end(String text, int start) {
        char quote = text.charAt(start);
        if (quote != '\'' && quote != '"') {
            return start + 1;
        }
        int end = afterQuoted(text, start);
        while (quote == '"' && text.startsWith(".\"", end)) {
            end = afterQuoted(text, end + 1);
        }
        return end;
    }

    private static int afterQuoted(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length()) {
            if (text.charAt(i) != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String written(TableName table) {
        return quoted(Lake.CATALOG) + "." + quoted(table.namespace()) + "." + quoted(table.name());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean startsWithWord(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && text.length() > word.length()
                && !Character.isLetterOrDigit(text.charAt(word.length()))
                && text.charAt(word.length()) != '_';
    }
}
