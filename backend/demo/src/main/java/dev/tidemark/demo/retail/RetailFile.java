package dev.tidemark.demo.retail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of the shop, read whole. A line that is no order line is kept with its number and the reason.
 *
 * @param name the file's name without its extension
 */
public record RetailFile(String name, List<OrderLine> lines, List<Unread> unread) {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yy H:mm", Locale.ROOT);

    /** A line that is no order line. */
    public record Unread(long line, String reason) {}

    public RetailFile {
        lines = List.copyOf(lines);
        unread = List.copyOf(unread);
    }

    /** @throws IOException when the file cannot be read, is not UTF-8, or has other columns */
    public static RetailFile read(Path path) throws IOException {
        String file = String.valueOf(path.getFileName());
        String name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        List<OrderLine> lines = new ArrayList<>();
        List<Unread> unread = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
                CSVParser parser = CSVFormat.RFC4180
                        .builder()
                        .setIgnoreEmptyLines(true)
                        .get()
                        .parse(reader)) {
            read(parser, lines, unread);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8 text; convert it first, for example with iconv", e);
        }
        return new RetailFile(name, lines, unread);
    }

    private static void read(CSVParser parser, List<OrderLine> lines, List<Unread> unread) throws IOException {
        Iterator<CSVRecord> records = parser.iterator();
        header(records);
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            try {
                if (!records.hasNext()) {
                    return;
                }
                lines.add(line(line, records.next()));
            } catch (UnreadableLine e) {
                unread.add(new Unread(line, e.reason));
            } catch (UncheckedIOException e) {
                unread.add(new Unread(line, "a quoted text is not closed before the file ends"));
                return;
            }
        }
    }

    private static void header(Iterator<CSVRecord> records) throws IOException {
        List<String> header = records.hasNext() ? records.next().toList() : List.of();
        List<String> plain =
                header.stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
        if (!plain.equals(COLUMNS)) {
            throw new IOException("Line 1 must name the columns " + String.join(",", COLUMNS) + " but says "
                    + String.join(",", plain));
        }
    }

    private static OrderLine line(long line, CSVRecord record) throws UnreadableLine {
        if (record.size() != COLUMNS.size()) {
            String end = record.size() < COLUMNS.size() ? "the line is cut off" : "the line has too many columns";
            throw new UnreadableLine("%d of %d columns (“%s”): %s"
                    .formatted(record.size(), COLUMNS.size(), shorten(String.join(",", record.toList())), end));
        }
        String customer = record.get(6).strip();
        return new OrderLine(
                line,
                given(record, 0),
                given(record, 1),
                record.get(2).strip(),
                quantity(record.get(3)),
                time(record.get(4)),
                price(record.get(5)),
                customer.isEmpty() ? Optional.empty() : Optional.of(customer),
                given(record, 7));
    }

    private static String given(CSVRecord record, int column) throws UnreadableLine {
        String value = record.get(column).strip();
        if (value.isEmpty()) {
            throw new UnreadableLine(COLUMNS.get(column) + " is empty");
        }
        return value;
    }

    private static int quantity(String text) throws UnreadableLine {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new UnreadableLine("Quantity is “" + shorten(text) + "”, no whole number");
        }
    }

    private static LocalDateTime time(String text) throws UnreadableLine {
        try {
            return LocalDateTime.parse(text.strip(), TIME);
        } catch (DateTimeParseException e) {
            throw new UnreadableLine("InvoiceDate is “" + shorten(text) + "”, no time such as 12/1/10 8:26");
        }
    }

    private static BigDecimal price(String text) throws UnreadableLine {
        try {
            BigDecimal price = new BigDecimal(text.strip());
            if (price.stripTrailingZeros().scale() <= 2) {
                return price.setScale(2);
            }
            throw new UnreadableLine("UnitPrice is “" + shorten(text) + "”, more exact than a penny");
        } catch (NumberFormatException e) {
            throw new UnreadableLine("UnitPrice is “" + shorten(text) + "”, no amount");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static final class UnreadableLine extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        UnreadableLine(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
