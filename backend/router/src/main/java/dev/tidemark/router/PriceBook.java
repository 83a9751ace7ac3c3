package dev.tidemark.router;

import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

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
                    StoreName.REALTIME, new Rate(new BigDecimal("0.02"), new BigDecimal("0.00010")),
                    StoreName.WAREHOUSE, new Rate(new BigDecimal("0.005"), new BigDecimal("0.00005")),
                    StoreName.LAKEHOUSE, new Rate(new BigDecimal("0.005"), new BigDecimal("0.00005"))));

    public PriceBook {
        rates = Map.copyOf(rates);
    }

    /**
     * @param perGib of bytes opened
     * @param perSecond of time in the store
     */
    public record Rate(BigDecimal perGib, BigDecimal perSecond) {}

    public BigDecimal price(StoreName store, long bytes, Duration time) {
        Rate rate = rates.getOrDefault(store, new Rate(BigDecimal.ZERO, BigDecimal.ZERO));
        BigDecimal scan = rate.perGib().multiply(BigDecimal.valueOf(bytes)).divide(GIB, DIGITS, RoundingMode.HALF_UP);
        BigDecimal work = rate.perSecond()
                .multiply(BigDecimal.valueOf(time.toMillis()))
                .movePointLeft(3)
                .setScale(DIGITS, RoundingMode.HALF_UP);
        return scan.add(work);
    }
}
