package dev.tidemark.stores.pinot.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The items of a SELECT list, in lower case and without leading space. */
final class SelectItems {

    private SelectItems() {}

    static List<String> of(String sql) {
        String text = sql.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("select")) {
            return List.of();
        }
        int from = lower.startsWith("select distinct") ? "select distinct".length() : "select".length();
        List<String> items = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && (c == ',' || isFrom(lower, i))) {
                items.add(lower.substring(start, i).strip());
                start = i + 1;
                if (c != ',') {
                    return items;
                }
            }
        }
        return items;
    }

    private static boolean isFrom(String lower, int at) {
        return lower.startsWith("from", at)
                && Character.isWhitespace(lower.charAt(at - 1))
                && at + 4 < lower.length()
                && Character.isWhitespace(lower.charAt(at + 4));
    }
}
