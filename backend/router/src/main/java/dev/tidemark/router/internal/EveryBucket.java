package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a series that is in every time bucket, for the buckets in which stores found nothing. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class EveryBucket {

    private final Question question;
    private final Series series;
    private final Spines spines;
    private final List<String> names;
    private final int[] times;

    EveryBucket(Question question, Series series, Spines spines) {
        this.question = question;
        this.series = series;
        this.spines = spines;
        this.names = question.query().groupBy();
        this.times = IntStream.range(0, names.size())
                .filter(i -> isTime(question, series, names.get(i)))
                .toArray();
    }

    private static boolean isTime(Question question, Series series, String name) {
        return Filter.metricReference(name).isEmpty()
                && question.path(series.leaf(), name)
                        .isTimeOf(series.leaf().use().measure());
    }

    /** The grain from which all times of such a series can be told; empty when the question does not ask for its time. */
    static Optional<Grain> finest(Question question, Series series) {
        boolean asked = question.query().groupBy().stream().anyMatch(name -> isTime(question, series, name));
        return asked
                ? Stream.concat(
                                question.query().groupBy().stream(),
                                filters(question, series).flatMap(filter -> filter.condition().names().stream()))
                        .filter(name -> isTime(question, series, name))
                        .map(name -> question.path(series.leaf(), name).bucket().orElse(Grain.DAY))
                        .min(Grain::compareTo)
                : Optional.empty();
    }

    /** Conditions about nothing but its time, whoever made them. */
    private static Stream<Filter> filters(Question question, Series series) {
        return Stream.of(question.where(), series.filters(), series.leaf().filters())
                .flatMap(List::stream)
                .filter(filter -> filter.condition().names().stream().allMatch(name -> isTime(question, series, name)));
    }

    /**
     * Keys to add.
     *
     * @param own keys of the rows that the series has
     * @param all keys of the rows of all series
     */
    List<List<@Nullable Object>> missing(
            Collection<List<@Nullable Object>> own, Collection<List<@Nullable Object>> all) {
        if (times.length == 0) {
            return List.of();
        }
        Set<List<@Nullable Object>> known = new HashSet<>();
        (spines.rule() ? own : all).forEach(key -> known.add(timesOf(key)));
        Set<List<@Nullable Object>> missing = new LinkedHashSet<>();
        for (Instant at : moments(all)) {
            List<@Nullable Object> key = key(at);
            if (!known.contains(timesOf(key)) && fits(key)) {
                missing.add(key);
            }
        }
        return List.copyOf(missing);
    }

    /** Whether a moment at which there is nothing has a row. */
    boolean hasRowAt(Instant at) {
        return fits(key(at));
    }

    private List<@Nullable Object> timesOf(List<@Nullable Object> key) {
        List<@Nullable Object> found = new ArrayList<>();
        for (int time : times) {
            found.add(key.get(time));
        }
        return found;
    }

    private List<@Nullable Object> key(Instant at) {
        List<@Nullable Object> key = new ArrayList<>(Collections.nCopies(names.size(), null));
        for (int time : times) {
            key.set(time, valueAt(names.get(time), at));
        }
        return Collections.unmodifiableList(key);
    }

    private @Nullable Object valueAt(String name, Instant at) {
        DimensionPath path = question.path(series.leaf(), name);
        return spines.told(path, question.clockwork().floor(at, path.bucket().orElse(Grain.DAY)));
    }

    /** Conditions of the question and of the metrics around it hold for such rows too, as far as they are about what is shown. */
    private boolean fits(List<@Nullable Object> key) {
        return !spines.rule()
                || Stream.concat(question.where().stream(), series.outer().stream())
                        .filter(filter -> names.containsAll(filter.condition().names()))
                        .allMatch(filter -> holds(filter, name -> key.get(names.indexOf(name))));
    }

    private boolean holds(Filter filter, Function<String, @Nullable Object> values) {
        return Boolean.TRUE.equals(filter.condition().compute(values, question.zone()));
    }

    private Collection<Instant> moments(Collection<List<@Nullable Object>> all) {
        Grain finest = finest(question, series).orElseThrow();
        if (!spines.rule()) {
            return byClock(finest, all);
        }
        NavigableSet<Instant> moments = spines.moments(finest);
        Instant start = question.query().timeRange().start();
        Instant end = question.query().timeRange().end();
        return moments.stream()
                .filter(at -> start == null || !at.isBefore(start))
                .filter(at -> end == null || at.isBefore(end))
                .filter(at -> filters(question, series).allMatch(filter -> holds(filter, name -> valueAt(name, at))))
                .toList();
    }

    /** From the start of the range to its end, or from the first row to the last. */
    private Collection<Instant> byClock(Grain finest, Collection<List<@Nullable Object>> all) {
        Clockwork clock = question.clockwork();
        NavigableSet<Instant> known = new TreeSet<>();
        all.forEach(key -> {
            for (int time : times) {
                if (key.get(time) instanceof Instant at) {
                    known.add(at);
                }
            }
        });
        Instant start = question.query().timeRange().start();
        Instant end = question.query().timeRange().end();
        if (known.isEmpty() && (start == null || end == null)) {
            return List.of();
        }
        Instant first = clock.floor(start == null ? known.first() : start, finest);
        Instant past = end == null ? clock.plus(known.last(), finest, 1) : end;
        Instant last = past.isAfter(question.now()) ? question.now().plusMillis(1) : past;
        List<Instant> moments = new ArrayList<>();
        for (Instant at = first; at.isBefore(last); at = clock.plus(at, finest, 1)) {
            moments.add(at);
        }
        return moments;
    }
}
