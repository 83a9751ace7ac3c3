package dev.tidemark.router;

import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What reading costs.
 *
 * @param currency ISO 4217
 * @param rates by store
 */
public record PriceBook(String currency, Map<StoreName, Rate> rates) {

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final int DIGITS = 8;

    /** What a start-up pays for rented machines of this kind, so that proportions are right before anyone sets prices. */
    public static final PriceBook DEFAULT = new PriceBook(
            "USD",
            Map.of(
                    StoreName.REALTIME,
                            new Rate(new BigDecimal("0.00002"), new BigDecimal("0.004"), new BigDecimal("0.0004")),
                    StoreName.WAREHOUSE,
                            new Rate(new BigDecimal("0.00001"), new BigDecimal("0.005"), new BigDecimal("0.0008")),
                    StoreName.LAKEHOUSE,
                            new Rate(new BigDecimal("0.00005"), new BigDecimal("0.005"), new BigDecimal("0.0012"))));

    public PriceBook {
        rates = Map.copyOf(rates);
    }

    /**
     * @param perQuery whatever it reads
     * @param perGib of bytes opened
     * @param perSecond of time in the store
     */
    public record Rate(BigDecimal perQuery, BigDecimal perGib, BigDecimal perSecond) {}

    /**
     * Reads {@code prices/<year>.yaml} of the definitions.
     *
     * @throws IllegalArgumentException when it is not such a file; the message says where
     */
    public static PriceBook parse(String yaml) {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        if (!(root instanceof Map<?, ?> book) || !(book.get("queries") instanceof List<?> rates)) {
            throw new IllegalArgumentException("a price book has “currency” and “queries”");
        }
        Map<StoreName, Rate> byStore = new HashMap<>();
        for (Object item : rates) {
            if (item instanceof Map<?, ?> rate) {
                StoreName store =
                        new StoreName(String.valueOf(rate.get("store")).toLowerCase(Locale.ROOT));
                byStore.put(
                        store,
                        new Rate(
                                amount(rate, "per_query"),
                                amount(rate, "per_gib_scanned"),
                                amount(rate, "per_second")));
            }
        }
        return new PriceBook(String.valueOf(book.get("currency")), byStore);
    }

    private static BigDecimal amount(Map<?, ?> rate, String key) {
        Object value = rate.get(key);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    public BigDecimal price(StoreName store, long bytes, Duration time) {
        Rate rate = rates.getOrDefault(store, new Rate(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
        BigDecimal scan = rate.perGib().multiply(BigDecimal.valueOf(bytes)).divide(GIB, DIGITS, RoundingMode.HALF_UP);
        BigDecimal work = rate.perSecond()
                .multiply(BigDecimal.valueOf(time.toMillis()))
                .movePointLeft(3)
                .setScale(DIGITS, RoundingMode.HALF_UP);
        return rate.perQuery().add(scan).add(work);
    }
}
