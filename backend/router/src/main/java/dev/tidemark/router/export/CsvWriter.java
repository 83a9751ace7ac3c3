package dev.tidemark.router.export;

import dev.tidemark.router.AnswerColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 in UTF-8. Texts stand in quotes and everything else does not, so that an absent value (nothing between the commas) is no
 * empty text. Decimals have all their digits and no exponent; times are RFC 3339 with their offset.
 */
final class CsvWriter implements RowWriter {

    private static final int BUFFER = 1 << 16;

    private final CSVPrinter printer;
    private final Writer writer;
    private final Formulas formulas;

    CsvWriter(OutputStream out, List<AnswerColumn> columns, Formulas formulas) throws IOException {
        this.formulas = formulas;
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        this.printer = new CSVPrinter(
                writer,
                CSVFormat.Builder.create()
                        .setRecordSeparator("\r\n")
                        .setQuoteMode(QuoteMode.NON_NUMERIC)
                        .get());
        for (AnswerColumn column : columns) {
            printer.print(formulas.shown(column.name()));
        }
        printer.println();
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        for (Object value : row) {
            printer.print(cell(value));
        }
        printer.println();
    }

    private @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> formulas.shown(text);
            case BigDecimal decimal -> new Unquoted(decimal.toPlainString());
            case OffsetDateTime time -> new Unquoted(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
            case Number number -> number;
            default -> new Unquoted(value.toString());
        };
    }

    @Override
    public void finish() throws IOException {
        writer.flush();
    }

    /** The printer puts everything into quotes that is no number. */
    private static final class Unquoted extends Number {

        private static final long serialVersionUID = 1L;

        private final String text;

        Unquoted(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        @Override
        public int intValue() {
            return (int) doubleValue();
        }

        @Override
        public long longValue() {
            return (long) doubleValue();
        }

        @Override
        public float floatValue() {
            return (float) doubleValue();
        }

        @Override
        public double doubleValue() {
            return Double.parseDouble(text);
        }
    }
}
