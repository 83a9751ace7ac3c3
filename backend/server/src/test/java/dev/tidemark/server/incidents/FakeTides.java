package dev.tidemark.server.incidents;

import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Tides that are what a test says. */
final class FakeTides implements Tides {

    private final Map<DatasetName, Freshness> said = new LinkedHashMap<>();
    private final Clock clock;

    FakeTides(Clock clock) {
        this.clock = clock;
    }

    /** How far behind now a dataset is, or why nobody knows. */
    void say(Dataset dataset, Optional<Duration> age, Optional<String> trouble) {
        said.put(
                dataset.name(),
                new Freshness(
                        dataset,
                        age.map(clock.instant()::minus),
                        clock.instant(),
                        1,
                        1,
                        OptionalLong.empty(),
                        trouble));
    }

    @Override
    public List<Freshness> now() {
        return List.copyOf(said.values());
    }

    @Override
    public Subscription onChange(Consumer<Set<DatasetName>> listener) {
        return () -> {};
    }

    @Override
    public List<TideSample> history(Duration range) {
        return List.of();
    }
}
