package dev.tidemark.quality;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The tides as they are now. Thread-safe. */
public interface Tides {

    /** Every watched dataset, ordered by name. */
    List<Freshness> now();

    /**
     * Calls {@code listener} with the datasets whose tide or row count moved, at most once per round of looking, on a thread
     * that must not be held up. What it throws is logged and does not end the subscription.
     */
    Subscription onChange(Consumer<Set<DatasetName>> listener);

    /** Samples of the past {@code range}, oldest first within each dataset. */
    List<TideSample> history(Duration range);

    /** Ends with {@link #close()}; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
