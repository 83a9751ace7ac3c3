package dev.tidemark.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT in the store's dialect, with a {@code ?} for every value.
 *
 * @param parameters String, Long, BigDecimal, Double, Boolean, Instant, LocalDate or null, in order
 * @param tables every table the SQL names
 * @param timeout how long it may run, waiting for a free slot included
 * @param maxRows an answer with more rows is refused
 */
public record StoreQuery(
        String sql, List<@Nullable Object> parameters, List<TableUse> tables, Duration timeout, int maxRows) {

    public StoreQuery {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        tables = List.copyOf(tables);
    }
}
