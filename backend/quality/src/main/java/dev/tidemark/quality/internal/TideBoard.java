package dev.tidemark.quality.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the stores, again and again, how far their tables are complete. */
public final class TideBoard implements Tides, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TideBoard.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SAMPLE = Duration.ofSeconds(15);

    private final Map<String, Store> stores;
    private final Supplier<List<Dataset>> datasets;
    private final TideHistory history;
    private final Clock clock;

    private final Map<DatasetName, Freshness> tides = new ConcurrentHashMap<>();
    private final Map<DatasetName, TideMarks> marks = new ConcurrentHashMap<>();
    private final Map<DatasetName, Instant> watchedSince = new ConcurrentHashMap<>();
    private final List<Consumer<Set<DatasetName>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tides").factory());

    private Instant sampled = Instant.MIN;

    /**
     * @param datasets what to watch, asked at each look
     */
    public TideBoard(List<Store> stores, Supplier<List<Dataset>> datasets, TideHistory history, Clock clock) {
        this.stores =
                stores.stream().collect(Collectors.toMap(store -> store.name().word(), store -> store));
        this.datasets = datasets;
        this.history = history;
        this.clock = clock;
    }

    /** Looks from now on until {@link #close()}. */
    public void start() {
        looker.scheduleWithFixedDelay(this::lookSafely, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<Freshness> now() {
        return tides.values().stream()
                .sorted(Comparator.comparing(tide -> tide.dataset().name()))
                .toList();
    }

    @Override
    public Subscription onChange(Consumer<Set<DatasetName>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<TideSample> history(Duration range) {
        return history.since(clock.instant().minus(range));
    }

    /** When a look first found the dataset complete through this instant; empty when none has yet. */
    Optional<Instant> firstThrough(DatasetName name, Instant instant) {
        TideMarks seen = marks.get(name);
        return seen == null ? Optional.empty() : seen.firstThrough(instant);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            // A look that throws would be the last one.
            LOG.warn("Cannot look at the tides: {}", e.getMessage(), e);
        }
    }

    void look() {
        Set<DatasetName> moved = new HashSet<>();
        List<Dataset> watched = datasets.get();
        for (Dataset dataset : watched) {
            Freshness before = tides.get(dataset.name());
            Freshness after = ask(dataset, before);
            tides.put(dataset.name(), after);
            after.completeThrough()
                    .ifPresent(through -> marks.computeIfAbsent(dataset.name(), name -> new TideMarks())
                            .add(after.checkedAt(), through));
            if (before == null
                    || before.rows() != after.rows()
                    || !before.completeThrough().equals(after.completeThrough())
                    || before.trouble().isPresent() != after.trouble().isPresent()) {
                moved.add(dataset.name());
            }
        }
        tides.keySet().retainAll(watched.stream().map(Dataset::name).collect(Collectors.toSet()));
        if (!moved.isEmpty()) {
            listeners.forEach(listener -> tell(listener, moved));
        }
        sample();
    }

    private Freshness ask(Dataset dataset, @Nullable Freshness before) {
        Instant now = clock.instant();
        Store store = stores.get(dataset.name().store());
        if (store == null) {
            return silent(dataset, before, now, "there is no such store");
        }
        try {
            TableState state = store.state(TableName.parse(dataset.name().table()));
            Optional<Instant> through =
                    Optional.of(state.completeThrough()).filter(instant -> instant.isAfter(Instant.EPOCH));
            return new Freshness(
                    dataset, through, now, state.rows(), state.bytes(), state.snapshot(), Optional.empty());
        } catch (ProblemException e) {
            return e.problem() == StoreProblem.UNKNOWN_TABLE && mayStillBeMade(dataset, before, now)
                    ? new Freshness(dataset, Optional.empty(), now, 0, 0, OptionalLong.empty(), Optional.empty())
                    : silent(dataset, before, now, e.detail());
        }
    }

    /** A table that nobody has seen yet is no trouble before it has had the time that it promises. */
    private boolean mayStillBeMade(Dataset dataset, @Nullable Freshness before, Instant now) {
        Instant since = watchedSince.computeIfAbsent(dataset.name(), name -> now);
        return (before == null || before.completeThrough().isEmpty())
                && since.plus(dataset.promise()).isAfter(now);
    }

    private static Freshness silent(Dataset dataset, @Nullable Freshness before, Instant now, String why) {
        return before == null
                ? new Freshness(dataset, Optional.empty(), now, 0, 0, OptionalLong.empty(), Optional.of(why))
                : new Freshness(
                        dataset,
                        before.completeThrough(),
                        now,
                        before.rows(),
                        before.bytes(),
                        before.snapshot(),
                        Optional.of(why));
    }

    private void tell(Consumer<Set<DatasetName>> listener, Set<DatasetName> moved) {
        try {
            listener.accept(Set.copyOf(moved));
        } catch (RuntimeException e) {
            LOG.warn("A listener to tides failed: {}", e.getMessage(), e);
        }
    }

    private void sample() {
        Instant now = clock.instant();
        if (sampled.isBefore(now.minus(SAMPLE))) {
            sampled = now;
            history.sample(now(), now);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
