package dev.tidemark.router.internal;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The world with tables of sums that are not there.
 *
 * @param stores those that answer, with the tables they are supposed to have
 * @param estimates that know of these tables
 * @param sentences what is otherwise
 */
public record Supposition(
        MetricCatalog catalog, Map<StoreName, Store> stores, Estimates estimates, List<String> sentences) {

    public Supposition {
        sentences = List.copyOf(sentences);
    }

    /**
     * How large a rollup would be.
     *
     * @param rows it would have
     * @param of the rows that are summed up in them; zero when there were none
     */
    record Size(SupposedRollup rollup, long rows, long of) {

        double share() {
            return of == 0 ? 1 : Math.min(1, (double) rows / of);
        }
    }

    static Supposition of(MetricCatalog catalog, Map<StoreName, Store> stores, Estimates known, List<Size> sizes) {
        MetricCatalog supposed = catalog;
        Estimates estimates = known;
        Map<StoreName, Map<TableName, TableState>> tables = new HashMap<>();
        List<String> sentences = new ArrayList<>();
        for (Size size : sizes) {
            SupposedRollup rollup = size.rollup();
            Store store = stores.get(rollup.store());
            if (store != null) {
                supposed = rollup.in(supposed);
                tables.computeIfAbsent(rollup.store(), any -> new HashMap<>())
                        .put(rollup.table(), rollup.state(store.state(rollup.rowsTable()), size.share()));
                estimates = estimates.supposing(rollup.store(), rollup.table(), rollup.rowsTable(), size.share());
                sentences.add(rollup.sentence(size.share(), size.rows(), size.of()));
            }
        }
        Map<StoreName, Store> all = new LinkedHashMap<>(stores);
        tables.forEach((name, more) -> all.computeIfPresent(name, (_, store) -> new SupposedStore(store, more)));
        return new Supposition(supposed, all, estimates, sentences);
    }
}
