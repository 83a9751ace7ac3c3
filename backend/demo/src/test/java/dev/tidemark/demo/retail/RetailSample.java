package dev.tidemark.demo.retail;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a file of the same shape as the real one, and counts while it writes, in whole pence and without the code under test: orders,
 * cancellations, lines without a customer, without a description, with price 0, repeated lines, a quoted text and a cut last line.
 */
final class RetailSample {

    private static final String[] COUNTRIES = {
        "United Kingdom", "United Kingdom", "United Kingdom", "France", "Germany", "EIRE"
    };
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yy", Locale.ROOT);

    private final Random random = new Random(2010);
    private final StringBuilder csv =
            new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
    private final Map<String, Day> days = new TreeMap<>();

    private static final class Day {
        private int lines;
        private final Set<Integer> orders = new TreeSet<>();
        private long revenue;
        private long cancelled;
        private final Set<Integer> customers = new TreeSet<>();
    }

    /** The text of the file. */
    String csv() {
        int invoice = 600_000;
        for (int day = 1; day <= 4; day++) {
            LocalDate date = LocalDate.of(2011, 3, 24).plusDays(day);
            for (int i = 0; i < 12; i++) {
                invoice(invoice++, date, i);
            }
        }
        csv.append("600");
        return csv.toString();
    }

    /** The facts of the file, a line per day and one for all. */
    String facts() {
        StringBuilder facts = new StringBuilder("day,lines,orders,revenue,cancelled,customers\n");
        Day all = new Day();
        days.forEach((date, day) -> {
            row(facts, date, day);
            all.lines += day.lines;
            all.orders.addAll(day.orders);
            all.revenue += day.revenue;
            all.cancelled += day.cancelled;
            all.customers.addAll(day.customers);
        });
        row(facts, "all", all);
        return facts.toString();
    }

    private void invoice(int number, LocalDate date, int ofDay) {
        boolean cancellation = ofDay % 6 == 5;
        int customer = ofDay % 4 == 3 ? 0 : 12_000 + random.nextInt(25);
        String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
        int lines = 1 + random.nextInt(11);
        for (int line = 0; line < lines; line++) {
            int quantity = (1 + random.nextInt(24)) * (cancellation ? -1 : 1);
            int pence = random.nextInt(20) == 0 ? 0 : 5 + random.nextInt(1_500);
            String text = "%s,%s,%s,%d,%s %d:%02d,%s,%s,%s\n"
                    .formatted(
                            (cancellation ? "C" : "") + number,
                            random.nextInt(15) == 0 ? "POST" : 20_000 + random.nextInt(2_000) + "A",
                            description(),
                            quantity,
                            DAY.format(date),
                            // Just after midnight too: a day of the shop is not a day in UTC in summer.
                            ofDay == 0 ? 0 : 8 + ofDay + ofDay / 3,
                            random.nextInt(60),
                            price(pence),
                            customer == 0 ? "" : customer,
                            country);
            int copies = random.nextInt(25) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                csv.append(text);
                count(date, number, cancellation, (long) quantity * pence, customer);
            }
        }
    }

    private void count(LocalDate date, int number, boolean cancellation, long pence, int customer) {
        Day day = days.computeIfAbsent(date.toString(), d -> new Day());
        day.lines++;
        if (cancellation) {
            day.cancelled += pence;
        } else {
            day.orders.add(number);
            day.revenue += pence;
        }
        if (customer != 0) {
            day.customers.add(customer);
        }
    }

    private String description() {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1 -> "\"LAMP, TALL 7\"\" SHADE\"";
            default -> "SAMPLE ARTICLE " + random.nextInt(300);
        };
    }

    /** As the shop writes it: 0, 5, 2.5 or 2.55. */
    private static String price(int pence) {
        if (pence % 100 == 0) {
            return Integer.toString(pence / 100);
        }
        return pence % 10 == 0 ? pence / 100 + "." + pence / 10 % 10 : "%d.%02d".formatted(pence / 100, pence % 100);
    }

    private static void row(StringBuilder facts, String name, Day day) {
        facts.append("%s,%d,%d,%s,%s,%d\n"
                .formatted(
                        name,
                        day.lines,
                        day.orders.size(),
                        pounds(day.revenue),
                        pounds(day.cancelled),
                        day.customers.size()));
    }

    private static String pounds(long pence) {
        return (pence < 0 ? "-" : "") + "%d.%02d".formatted(Math.abs(pence) / 100, Math.abs(pence) % 100);
    }
}
