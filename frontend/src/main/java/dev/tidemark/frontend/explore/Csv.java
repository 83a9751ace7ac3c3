package dev.tidemark.frontend.explore;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as RFC 4180 has it: the columns' names, then the rows; times with their offset, decimals in full, nothing for null. */
final class Csv {

    private Csv() {}

    static String of(Answer answer) {
        StringBuilder csv = new StringBuilder();
        line(csv, answer.columns().stream().map(AnswerColumn::name).toList());
        answer.rows().forEach(row -> line(csv, row));
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<? extends @Nullable Object> cells) {
        csv.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(@Nullable Object cell) {
        String text = switch (cell) {
            case null -> "";
            case BigDecimal exact -> exact.toPlainString();
            case OffsetDateTime at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
            default -> cell.toString();
        };
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
