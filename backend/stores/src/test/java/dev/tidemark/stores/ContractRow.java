package dev.tidemark.stores;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table that every store is asked about: {@code id, country, amount, items, cancelled, at}. */
public record ContractRow(
        String id, @Nullable String country, BigDecimal amount, long items, boolean cancelled, Instant at) {

    /** Two days, three countries of which one is unknown, an amount no double can hold and a name with a quote. */
    public static final List<ContractRow> ROWS = List.of(
            row("o-1", "GB", "10.10", 1, false, "2026-11-02T09:00:00Z"),
            row("o-2", "GB", "20.20", 2, false, "2026-11-02T10:30:00.123Z"),
            row("o-3", "FR", "0.07", 3, true, "2026-11-02T23:59:59.999Z"),
            row("o-4", null, "9999999999.99", 4, false, "2026-11-03T00:00:00Z"),
            row("o-5", "Côte d'Ivoire", "5.00", 5, true, "2026-11-03T12:00:00Z"));

    /** Written after {@link #ROWS}, for stores that can still see the table as it was before. */
    public static final ContractRow LATER = row("o-6", "GB", "1.00", 6, false, "2026-11-03T13:00:00Z");

    private static ContractRow row(
            String id, @Nullable String country, String amount, long items, boolean cancelled, String at) {
        return new ContractRow(id, country, new BigDecimal(amount), items, cancelled, Instant.parse(at));
    }
}
