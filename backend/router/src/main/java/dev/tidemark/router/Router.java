package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers questions about metrics, each from the store or stores that are right for it. Thread-safe. */
public final class Router {

    private final Supplier<Map<String, MetricCatalog>> catalogs;
    private final List<Store> stores;
    private final PriceBook prices;
    private final RouterSettings settings;
    private final Consumer<Receipt> sealed;
    private final Clock clock;

    /**
     * @param catalogs by workspace, as they are now
     * @param sealed told of every receipt
     */
    public Router(
            Supplier<Map<String, MetricCatalog>> catalogs,
            List<Store> stores,
            PriceBook prices,
            RouterSettings settings,
            Consumer<Receipt> sealed,
            Clock clock) {
        this.catalogs = catalogs;
        this.stores = List.copyOf(stores);
        this.prices = prices;
        this.settings = settings;
        this.sealed = sealed;
        this.clock = clock;
    }

    public Answer answer(MetricQuery query, Asker asker) {
        throw new UnsupportedOperationException("not yet " + catalogs + stores + prices + settings + sealed + clock);
    }

    /** Decides as {@link #answer} would, and runs nothing. */
    public Explanation explain(MetricQuery query, Asker asker) {
        throw new UnsupportedOperationException("not yet");
    }
}
