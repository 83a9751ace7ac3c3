package dev.tidemark.frontend;

import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tides that a test sets; as a sample they look like those of a busy morning. */
final class FakeTides implements Tides {

    static final DatasetName ORDERS_RT = new DatasetName("realtime", "orders_rt");
    static final DatasetName FACT_ORDERS = new DatasetName("warehouse", "model.fact_orders");

    private final Map<DatasetName, Freshness> tides = new LinkedHashMap<>();
    private final List<Consumer<Set<DatasetName>>> listeners = new CopyOnWriteArrayList<>();

    FakeTides() {
        reset();
    }

    /** Forgets what was put and makes everything as fresh as it is at the start. */
    void reset() {
        synchronized (tides) {
            tides.clear();
        }
        Instant now = Instant.now();
        put("realtime", "behaviour_rt", "growth", now.minusMillis(1200), 1_204_882);
        put("realtime", "orders_rt", "checkout", now.minusMillis(900), 18_402);
        put("realtime", "customers_rt", "growth", now.minusMillis(1500), 2_991);
        put("lakehouse", "raw.events_behaviour", "growth", now.minusSeconds(24), 9_120_404);
        put("lakehouse", "raw.events_orders", "checkout", now.minusSeconds(21), 141_882);
        put("lakehouse", "raw.events_customers", "growth", now.minusSeconds(95), 20_113);
        put("warehouse", "model.dim_customers", "growth", now.minusSeconds(47 * 60), 20_310);
        put("warehouse", "model.fact_orders", "checkout", now.minusSeconds(12 * 60), 139_201);
        put("warehouse", "model.agg_daily_revenue", "finance", now.minusSeconds(13 * 3600), 2_430);
    }

    void put(String store, String table, String owner, Instant completeThrough, long rows) {
        DatasetName name = new DatasetName(store, table);
        synchronized (tides) {
            tides.put(
                    name,
                    new Freshness(
                            Dataset.of(name, "storefront", owner),
                            Optional.of(completeThrough),
                            Instant.now(),
                            rows,
                            rows * 210,
                            OptionalLong.empty(),
                            Optional.empty()));
        }
        listeners.forEach(listener -> listener.accept(Set.of(name)));
    }

    @Override
    public List<Freshness> now() {
        synchronized (tides) {
            return List.copyOf(tides.values());
        }
    }

    @Override
    public Subscription onChange(Consumer<Set<DatasetName>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public List<TideSample> history(Duration range) {
        Instant now = Instant.now();
        List<TideSample> samples = new ArrayList<>();
        for (Freshness freshness : now()) {
            for (int i = 0; i < 96; i++) {
                Instant at = now.minus(range).plusSeconds(i * range.toSeconds() / 96);
                int odd = Math.floorMod(freshness.dataset().name().hashCode() * 31 + i, 67);
                Duration behind = freshness.dataset().promise().multipliedBy(odd == 3 ? 2 : odd == 4 ? 9 : 0);
                Optional<Instant> through =
                        i < 20 && freshness.dataset().name().store().equals("warehouse")
                                ? Optional.empty()
                                : Optional.of(at.minus(behind));
                Freshness then =
                        new Freshness(freshness.dataset(), through, at, 1, 1, OptionalLong.empty(), Optional.empty());
                samples.add(new TideSample(freshness.dataset().name(), at, through, then.state(at), 1));
            }
        }
        return samples;
    }
}
