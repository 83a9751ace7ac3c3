package dev.tidemark.router;

/**
 * A way to answer that was not taken.
 *
 * @param candidate the stores and tables, for example {@code warehouse model.fact_orders + realtime orders_rt}
 */
public record Rejected(String candidate, Reason reason, String detail) {}
