package dev.tidemark.local.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns side by side, numbers to the right. */
final class TextTable {

    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE]-?\\d+)?";
    private static final String BETWEEN = "  ";

    private final List<String> names;
    private final List<List<String>> rows;

    TextTable(List<String> names, List<List<String>> rows) {
        this.names = List.copyOf(names);
        this.rows = List.copyOf(rows);
    }

    void print(PrintStream out) {
        out.println(line(names));
        rows.forEach(row -> out.println(line(row)));
    }

    private String line(List<String> values) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            int width = Math.max(
                    names.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
            boolean numbers = !rows.isEmpty()
                    && rows.stream()
                            .allMatch(row ->
                                    row.get(column).isEmpty() || row.get(column).matches(NUMBER));
            String padding = " ".repeat(width - values.get(i).length());
            cells.add(numbers ? padding + values.get(i) : values.get(i) + padding);
        }
        return String.join(BETWEEN, cells).stripTrailing();
    }
}
