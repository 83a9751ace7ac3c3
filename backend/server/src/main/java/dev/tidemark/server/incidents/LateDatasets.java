package dev.tidemark.server.incidents;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.Tides;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Datasets that are behind their promise, or not, for a while: a moment is no incident, and no end of one. Those that are late because of
 * what they are made from are told with that, and those that stand still with their topic's archive with the archive. One thread.
 */
final class LateDatasets implements Lookout {

    /** How long a dataset must stand one way to be believed. */
    static final Duration A_WHILE = Duration.ofMinutes(1);

    private final Tides tides;
    private final Supplier<List<Dataset>> watched;
    private final Supplier<Upstream> lineage;
    private final Clock clock;
    private final Map<DatasetName, Standing> standings = new HashMap<>();

    /**
     * @param watched every dataset there is
     */
    LateDatasets(Tides tides, Supplier<List<Dataset>> watched, Supplier<Upstream> lineage, Clock clock) {
        this.tides = tides;
        this.watched = watched;
        this.lineage = lineage;
        this.clock = clock;
    }

    private record Standing(boolean fresh, Instant since) {
        boolean lasts(Instant now) {
            return !now.isBefore(since.plus(A_WHILE));
        }
    }

    @Override
    public Set<Check> checks() {
        return Set.of(Check.FRESHNESS);
    }

    @Override
    public String passing() {
        return "It keeps its promise again, or is not a dataset any more.";
    }

    @Override
    public Look look() {
        Instant now = clock.instant();
        Map<DatasetName, Freshness> known = tides.now().stream()
                .collect(Collectors.toMap(tide -> tide.dataset().name(), Function.identity()));
        Upstream upstream = lineage.get();
        LateCauses causes = new LateCauses(upstream, late(known, now), now);
        List<Freshness> late = new ArrayList<>();
        Map<DatasetName, Effect> effects = new HashMap<>();
        Set<Subject> undecided = new HashSet<>();
        for (Dataset dataset : watched.get()) {
            DatasetName name = dataset.name();
            Freshness tide = known.get(name);
            Set<DatasetName> begins = causes.late().containsKey(name) ? causes.of(name) : Set.of();
            if (!begins.isEmpty() && !begins.contains(name)) {
                begins.forEach(
                        cause -> effects.computeIfAbsent(cause, each -> new Effect(new TreeSet<>(), new TreeSet<>()))
                                .add(
                                        name,
                                        upstream.archiveBeside(name)
                                                .filter(cause::equals)
                                                .isPresent()));
                // Once its cause is gone it is given the time to be made anew.
                standings.put(name, new Standing(false, now.plus(upstream.round(name))));
                undecided.add(subject(name));
            } else if (!lasts(name, tide, now)) {
                undecided.add(subject(name));
            } else if (tide != null && !begins.isEmpty()) {
                late.add(tide);
            }
        }
        standings.keySet().retainAll(known.keySet());
        return new Look(
                now,
                late.stream()
                        .map(tide -> finding(
                                tide, effects.getOrDefault(tide.dataset().name(), Effect.NONE), now))
                        .toList(),
                undecided);
    }

    private Map<DatasetName, Freshness> late(Map<DatasetName, Freshness> known, Instant now) {
        return watched.get().stream()
                .map(dataset -> known.get(dataset.name()))
                .filter(Objects::nonNull)
                .filter(tide -> tide.state(now) == FreshnessState.LATE || tide.state(now) == FreshnessState.BROKEN)
                .collect(Collectors.toMap(tide -> tide.dataset().name(), Function.identity()));
    }

    private boolean lasts(DatasetName name, @Nullable Freshness tide, Instant now) {
        FreshnessState state = tide == null ? FreshnessState.UNKNOWN : tide.state(now);
        if (state == FreshnessState.UNKNOWN) {
            standings.remove(name);
            return false;
        }
        boolean fresh = state == FreshnessState.FRESH;
        return standings
                .merge(name, new Standing(fresh, now), (before, next) -> before.fresh() == fresh ? before : next)
                .lasts(now);
    }

    private static Subject subject(DatasetName name) {
        return new Subject(Subject.Kind.DATASET, name.toString());
    }

    /**
     * What is told with a late dataset.
     *
     * @param made from it
     * @param beside it, from the same topic
     */
    private record Effect(SortedSet<String> made, SortedSet<String> beside) {
        static final Effect NONE = new Effect(Collections.emptySortedSet(), Collections.emptySortedSet());

        void add(DatasetName name, boolean isBeside) {
            (isBeside ? beside : made).add(name.toString());
        }

        List<String> all() {
            SortedSet<String> all = new TreeSet<>(made);
            all.addAll(beside);
            return List.copyOf(all);
        }

        String words() {
            String stand = beside.isEmpty()
                    ? ""
                    : " " + Sentences.of(List.copyOf(beside)) + (beside.size() == 1 ? " stands" : " stand")
                            + " at the same moment: look at the topic of both, and at what writes to it and reads it.";
            return made.isEmpty()
                    ? stand
                    : stand + " " + Sentences.count(made.size(), "dataset", "datasets") + " made from it cannot keep "
                            + (made.size() == 1 ? "its promise" : "their promises") + " either.";
        }
    }

    private static Finding finding(Freshness tide, Effect effect, Instant now) {
        Dataset dataset = tide.dataset();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("state", tide.state(now).word());
        evidence.put("promise", dataset.promise().toString());
        tide.completeThrough().ifPresent(through -> evidence.put("complete_through", through.toString()));
        tide.age(now)
                .ifPresent(age -> evidence.put(
                        "behind", Duration.ofSeconds(age.toSeconds()).toString()));
        tide.trouble().ifPresent(trouble -> evidence.put("trouble", trouble));
        String how = tide.age(now)
                .map(age -> " is " + Sentences.of(age) + " behind; it promises at most ")
                .orElse(" says nothing of how far it is; it promises at most ");
        return new Finding(
                subject(dataset.name()),
                Check.FRESHNESS,
                tide.state(now) == FreshnessState.LATE ? Severity.WARNING : Severity.CRITICAL,
                dataset.owner(),
                dataset.name() + how + Sentences.of(dataset.promise()) + "." + effect.words(),
                evidence,
                "freshness#" + dataset.name().table(),
                tide.completeThrough()
                        .map(through -> through.plus(dataset.promise()))
                        .filter(began -> began.isBefore(now))
                        .orElse(now),
                now,
                effect.all());
    }
}
