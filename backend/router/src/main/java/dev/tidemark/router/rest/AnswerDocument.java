package dev.tidemark.router.rest;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Receipt;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as JSON carries it: decimals as text, instants in RFC 3339 with the offset of the question's zone. */
record AnswerDocument(List<AnswerColumn> columns, List<List<@Nullable Object>> rows, Receipt receipt) {

    static AnswerDocument of(Answer answer) {
        return new AnswerDocument(
                answer.columns(),
                answer.rows().stream().map(AnswerDocument::row).toList(),
                answer.receipt());
    }

    private static List<@Nullable Object> row(List<? extends @Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        row.forEach(value -> values.add(plain(value)));
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> decimal.toPlainString();
            case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            case LocalDate date -> date.toString();
            default -> value;
        };
    }
}
