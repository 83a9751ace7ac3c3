package dev.tidemark.demo.retail;

import dev.tidemark.demo.collector.Event;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of an invoice, or of a cancellation.
 *
 * @param line its line in the file, the header being line 1; two lines with the same text are two lines
 * @param at local time of the shop
 * @param quantity negative on cancellations
 */
public record OrderLine(
        long line,
        String invoice,
        String stockCode,
        String description,
        int quantity,
        LocalDateTime at,
        BigDecimal unitPrice,
        Optional<String> customer,
        String country) {

    static final ZoneId SHOP = ZoneId.of("Europe/London");

    public boolean cancelled() {
        return invoice.startsWith("C");
    }

    /** Exact. */
    public BigDecimal amount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /**
     * @param file the name that the line's identity starts with
     * @param days by how many days its time is moved
     */
    Event toEvent(String file, long days) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("invoice_no", invoice);
        properties.put("line_no", line);
        properties.put("stock_code", stockCode);
        properties.put("description", description);
        properties.put("quantity", quantity);
        properties.put("unit_price", unitPrice.toPlainString());
        properties.put("amount", amount().toPlainString());
        customer.ifPresent(id -> properties.put("customer_id", id));
        properties.put("country", country);
        properties.put("cancelled", cancelled());
        return new Event(
                file + ":" + line,
                "order_line",
                at.plusDays(days).atZone(SHOP).toInstant(),
                "retail",
                customer.orElse(null),
                null,
                properties);
    }
}
