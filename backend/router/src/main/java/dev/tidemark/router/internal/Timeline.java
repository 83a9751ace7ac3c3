package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moments at which a series is shown, what they are called in groups, and which of them conditions leave. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Timeline {

    private final Question question;
    private final SeriesPlan plan;
    private final Spines spines;
    private final Clockwork clock;
    private final TimeSpan range;

    /** A value at each moment, for each group of everything but time. */
    interface Lines<V> {
        void add(List<@Nullable Object> key, V value);
    }

    Timeline(Question question, SeriesPlan plan, Spines spines) {
        this.question = question;
        this.plan = plan;
        this.spines = spines;
        this.clock = question.clockwork();
        this.range = plan.lifts().isEmpty() ? question.query().timeRange() : TimeSpan.ALL;
    }

    /** The groups that are asked for and are no time. */
    List<String> others() {
        return question.query().groupBy().stream().filter(name -> !isTime(name)).toList();
    }

    /** The times that are asked for. */
    List<String> times() {
        return question.query().groupBy().stream().filter(this::isTime).toList();
    }

    boolean isTime(String name) {
        return path(name).isTimeOf(plan.series().leaf().use().measure());
    }

    DimensionPath path(String name) {
        return question.path(plan.series().leaf(), name);
    }

    Grain grain() {
        return plan.grain().orElseThrow();
    }

    Grain bucket(String name) {
        return path(name).bucket().orElseGet(this::grain);
    }

    Instant start(Instant first) {
        Instant asked = range.start();
        return clock.floor(asked == null || asked.isBefore(first) ? first : asked, grain());
    }

    /** Exclusive. Nothing is said about times to come. */
    Instant end(Instant last) {
        Instant asked = range.end();
        Instant latest =
                asked == null || asked.isAfter(question.now()) ? question.now().plusMillis(1) : asked;
        return latest.isBefore(last) ? latest : last;
    }

    List<Instant> byClock(Instant start, Instant end) {
        List<Instant> moments = new ArrayList<>();
        for (Instant at = start; at.isBefore(end); at = clock.plus(at, grain(), 1)) {
            moments.add(at);
        }
        return moments;
    }

    /** The moments that time spines have in the range that is asked for. */
    List<Instant> laidOut() {
        return spines.moments(grain()).stream().filter(this::asked).toList();
    }

    boolean asked(Instant at) {
        return (range.start() == null || !at.isBefore(clock.floor(range.start(), grain()))) && range.endsAfter(at);
    }

    /** The fetched bucket whose value stands at a moment; what time spines lay out stands at the very moment or nowhere. */
    Optional<Instant> back(Instant at, List<Turn.Offset> offsets) {
        Optional<Instant> then = Optional.of(at);
        for (Turn.Offset offset : offsets) {
            then = then.flatMap(found -> offset instanceof Turn.Offset.Periods periods
                    ? spines.earlier(periods.window(), found)
                    : Optional.of(clock.back(found, List.of(offset))));
        }
        return spines.rule() ? then : then.map(found -> clock.floor(found, grain()));
    }

    /** The value at the start of a period stands once in each bucket: at its beginning. */
    boolean startsBucket(Instant at) {
        List<Grain> buckets = times().stream().map(this::bucket).toList();
        return buckets.contains(grain())
                || buckets.stream().anyMatch(bucket -> clock.floor(at, bucket).equals(at));
    }

    /** A bucket counts when one of its moments fulfils all conditions about time. */
    boolean filtered(Instant at) {
        return filteredMoments(at)
                .anyMatch(moment -> plan.conditions().times().stream()
                        .allMatch(filter -> holds(filter, name -> told(name, moment))));
    }

    /**
     * Whether conditions about time and something else hold at a moment.
     *
     * @param values of what is no time
     */
    boolean holdsAt(Instant at, Function<String, @Nullable Object> values) {
        return plan.conditions().moments().stream()
                .allMatch(filter -> holds(filter, name -> isOwnTime(name) ? told(name, at) : values.apply(name)));
    }

    boolean isOwnTime(String name) {
        return Filter.metricReference(name).isEmpty() && isTime(name);
    }

    private Stream<Instant> filteredMoments(Instant at) {
        return plan.filteredBy(question)
                .filter(finest -> spines.rule() && finest.compareTo(grain()) < 0)
                .map(finest -> spines.moments(finest).subSet(at, clock.plus(at, grain(), 1)).stream())
                .orElseGet(() -> Stream.of(at));
    }

    boolean holds(Filter filter, Function<String, @Nullable Object> values) {
        return Boolean.TRUE.equals(filter.condition().compute(values, question.zone()));
    }

    @Nullable Object told(String name, Instant at) {
        return spines.told(path(name), clock.floor(at, bucket(name)));
    }

    /**
     * Hands over what a line has at each moment, with the whole key of the group that is shown.
     *
     * @param group the values of {@link #others}
     */
    <V> void keyed(NavigableMap<Instant, V> line, List<@Nullable Object> group, Lines<V> lines) {
        List<String> others = others();
        for (Map.Entry<Instant, V> entry : line.entrySet()) {
            List<@Nullable Object> key = new ArrayList<>();
            for (String name : question.query().groupBy()) {
                key.add(isTime(name) ? told(name, entry.getKey()) : group.get(others.indexOf(name)));
            }
            lines.add(Collections.unmodifiableList(key), entry.getValue());
        }
    }
}
