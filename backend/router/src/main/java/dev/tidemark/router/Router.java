package dev.tidemark.router;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.internal.Desk;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers questions about metrics, each from the store or stores that are right for it. Thread-safe. */
public final class Router {

    private final Supplier<Map<String, MetricCatalog>> catalogs;
    private final Consumer<Receipt> sealed;
    private final Desk desk;

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
        this.sealed = sealed;
        this.desk = new Desk(stores, prices, settings, clock);
    }

    /**
     * Answers exactly, or says why not.
     *
     * @throws ProblemException a {@link RoutingProblem}, {@link CatalogProblem} or the store's own problem
     */
    public Answer answer(MetricQuery query, Asker asker) {
        Answer answer = desk.answer(catalog(query.workspace()), query, asker);
        sealed.accept(answer.receipt());
        return answer;
    }

    /**
     * Decides as {@link #answer} would, and runs nothing.
     *
     * @throws ProblemException as {@link #answer} would
     */
    public Explanation explain(MetricQuery query, Asker asker) {
        return desk.explain(catalog(query.workspace()), query, asker);
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_WORKSPACE}
     */
    public MetricCatalog catalog(String workspace) {
        Map<String, MetricCatalog> all = catalogs.get();
        MetricCatalog catalog = all.get(workspace);
        if (catalog == null) {
            throw new ProblemException(
                    CatalogProblem.UNKNOWN_WORKSPACE,
                    workspace,
                    all.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return catalog;
    }
}
