package dev.tidemark.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What the metrics must say about a file of order lines: plain decimal arithmetic over the file itself. */
record RetailFacts(Map<String, Fact> byDay, Map<String, Fact> byCountry, Fact all, LocalDate lastDay) {

    private static final DateTimeFormatter INVOICE_DATE = DateTimeFormatter.ofPattern("M/d/yy H:mm", Locale.ROOT);

    /** Sums over some of the lines. */
    static final class Fact {
        private BigDecimal revenue = BigDecimal.ZERO;
        private BigDecimal cancelled = BigDecimal.ZERO;
        private final TreeSet<String> orders = new TreeSet<>();
        private final TreeSet<String> customers = new TreeSet<>();

        private void add(CSVRecord line) {
            BigDecimal amount = new BigDecimal(line.get("Quantity")).multiply(new BigDecimal(line.get("UnitPrice")));
            if (line.get("InvoiceNo").startsWith("C")) {
                cancelled = cancelled.add(amount);
            } else {
                revenue = revenue.add(amount);
                orders.add(line.get("InvoiceNo"));
            }
            if (!line.get("CustomerID").isEmpty()) {
                customers.add(line.get("CustomerID"));
            }
        }

        BigDecimal revenue() {
            return revenue;
        }

        BigDecimal cancelled() {
            return cancelled;
        }

        int orders() {
            return orders.size();
        }

        int customers() {
            return customers.size();
        }
    }

    /** Reads the file; a line with too few columns is not counted, as the importer must not count it. */
    static RetailFacts of(Path file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, Fact> days = new TreeMap<>();
        Map<String, Fact> countries = new TreeMap<>();
        Fact all = new Fact();
        LocalDate last = LocalDate.MIN;
        try (CSVParser lines = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            for (CSVRecord line : lines) {
                if (!line.isConsistent()) {
                    continue;
                }
                LocalDate day = LocalDateTime.parse(line.get("InvoiceDate"), INVOICE_DATE)
                        .toLocalDate();
                Function<String, Fact> fresh = key -> new Fact();
                days.computeIfAbsent(day.toString(), fresh).add(line);
                countries.computeIfAbsent(line.get("Country"), fresh).add(line);
                all.add(line);
                last = day.isAfter(last) ? day : last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RetailFacts(days, countries, all, last);
    }
}
