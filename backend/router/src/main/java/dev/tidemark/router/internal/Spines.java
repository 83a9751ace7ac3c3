package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.CustomWindow;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.StoreProblem;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the time spines of the definitions say, as far as a question needs them: which moments there are, and to which period of a
 * calendar of its own each belongs.
 */
final class Spines {

    /**
     * @param moments in the zone of the question, each with its periods by the name of their grain
     * @param types of the periods
     */
    record Laid(NavigableMap<Instant, Map<String, Object>> moments, Map<String, SqlType> types) {}

    private final MetricCatalog catalog;
    private final Clockwork clock;
    private final Map<TimeSpine, Laid> laid;
    private final int mostRows;
    private final boolean told;
    private final Map<Grain, NavigableSet<Instant>> starts = new EnumMap<>(Grain.class);
    private final Map<CustomWindow, Map<Instant, Instant>> forth = new HashMap<>();
    private final Map<CustomWindow, Map<Instant, Instant>> back = new HashMap<>();

    /**
     * @param mostRows of an answer that is laid out along time, which may have many more than stores gave
     */
    Spines(Question question, Map<TimeSpine, Laid> laid, int mostRows) {
        this.catalog = question.catalog();
        this.clock = question.clockwork();
        this.laid = Map.copyOf(laid);
        this.mostRows = mostRows;
        this.told = true;
    }

    private Spines(Question question) {
        this.catalog = question.catalog();
        this.clock = question.clockwork();
        this.laid = Map.of();
        this.mostRows = Integer.MAX_VALUE;
        this.told = false;
    }

    /**
     * @throws ProblemException {@link StoreProblem#TOO_MANY_ROWS}
     */
    void checkFits(int rows) {
        if (rows > mostRows) {
            throw new ProblemException(StoreProblem.TOO_MANY_ROWS, "portal", mostRows);
        }
    }

    /** Whether time is laid out by spines; by the clock otherwise. */
    boolean rule() {
        return catalog.hasTimeSpines();
    }

    /** Where the buckets of a grain begin, from the coarsest spine that knows them. */
    NavigableSet<Instant> moments(Grain grain) {
        return starts.computeIfAbsent(grain, this::starts);
    }

    private NavigableSet<Instant> starts(Grain grain) {
        NavigableSet<Instant> starts = new TreeSet<>();
        laidFor(catalog.spineFor(grain), grain.word())
                .moments()
                .keySet()
                .forEach(at -> starts.add(clock.floor(at, grain)));
        return Collections.unmodifiableNavigableSet(starts);
    }

    private Laid laidFor(Optional<TimeSpine> spine, String what) {
        if (!told) {
            return new Laid(new TreeMap<>(), Map.of());
        }
        return spine.map(laid::get)
                .orElseThrow(() -> new ProblemException(
                        CatalogProblem.UNTOLD_TIME, what, "needs a time spine of that grain or a finer one."));
    }

    /** What a name stands for, from the bucket that was read for it: the bucket itself, a part of its date, or a period. */
    @Nullable Object told(DimensionPath path, @Nullable Object read) {
        if (!(read instanceof Instant at)) {
            return read;
        }
        if (path.part().isPresent()) {
            return path.part().get().of(at.atZone(clock.zone()));
        }
        return path.custom().isPresent() ? period(path.custom().get(), at) : at;
    }

    private @Nullable Object period(String grain, Instant at) {
        TimeSpine spine = spineOf(grain);
        Map<String, Object> periods =
                laidFor(Optional.of(spine), grain).moments().get(clock.floor(at, spine.grain()));
        return periods == null ? null : periods.get(grain);
    }

    private TimeSpine spineOf(String grain) {
        return catalog.spineOf(grain).orElseThrow(() -> new IllegalArgumentException(grain));
    }

    /** How the periods of a calendar are kept. */
    SqlType type(String grain) {
        return catalog.spineOf(grain)
                .map(laid::get)
                .map(found -> found.types().get(grain))
                .orElse(SqlType.TIMESTAMP);
    }

    /** Where a moment stands so many periods later: as far from the beginning of that period; nowhere when that one is shorter. */
    Optional<Instant> later(CustomWindow window, Instant at) {
        return Optional.ofNullable(forth.computeIfAbsent(window, this::moved).get(at));
    }

    /** The moment that stands at this one so many periods later. */
    Optional<Instant> earlier(CustomWindow window, Instant at) {
        return Optional.ofNullable(back.computeIfAbsent(window, this::movedBack).get(at));
    }

    private Map<Instant, Instant> movedBack(CustomWindow window) {
        Map<Instant, Instant> earlier = new HashMap<>();
        forth.computeIfAbsent(window, this::moved).forEach((from, to) -> earlier.put(to, from));
        return earlier;
    }

    private Map<Instant, Instant> moved(CustomWindow window) {
        TimeSpine spine = spineOf(window.grain());
        List<List<Instant>> periods = periods(window.grain());
        Map<Instant, Instant> moved = new HashMap<>();
        for (int i = 0; i + window.count() < periods.size(); i++) {
            List<Instant> target = periods.get(i + window.count());
            int row = 0;
            for (Instant at : periods.get(i)) {
                Instant to = clock.plus(target.getFirst(), spine.grain(), row++);
                if (!to.isAfter(target.getLast())) {
                    moved.put(at, to);
                }
            }
        }
        return moved;
    }

    /** The first moment of the period so many periods later. */
    Optional<Instant> laterPeriod(CustomWindow window, Instant at) {
        List<List<Instant>> periods = periods(window.grain());
        Object own = period(window.grain(), at);
        for (int i = 0; i + window.count() < periods.size(); i++) {
            Object period = period(window.grain(), periods.get(i).getFirst());
            if (period != null && period.equals(own)) {
                return Optional.of(periods.get(i + window.count()).getFirst());
            }
        }
        return Optional.empty();
    }

    /** The moments of each period, the earliest period first. */
    private List<List<Instant>> periods(String grain) {
        Map<Object, TreeSet<Instant>> periods = new LinkedHashMap<>();
        laidFor(Optional.of(spineOf(grain)), grain).moments().forEach((at, known) -> {
            Object period = known.get(grain);
            if (period != null) {
                periods.computeIfAbsent(period, any -> new TreeSet<>()).add(at);
            }
        });
        return periods.values().stream()
                .sorted(Comparator.comparing(TreeSet::first))
                .map(List::copyOf)
                .toList();
    }

    /** Nothing is laid out; names that only spines tell stay untold. */
    static Spines none(Question question) {
        return new Spines(question);
    }
}
