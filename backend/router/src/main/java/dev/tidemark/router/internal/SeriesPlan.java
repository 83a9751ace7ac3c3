package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.Grain;
import java.util.List;
import java.util.Optional;

/**
 * How a series is read and what happens then.
 *
 * @param turn what happens along time in each group
 * @param lifts offsets by which groups are moved as they are afterwards, the outermost first
 * @param grain of the time that is turned, which is the first key; empty when nothing happens along time
 */
record SeriesPlan(
        Series series,
        Turn turn,
        List<Turn.Offset> lifts,
        Reading reading,
        Optional<Grain> grain,
        Conditions conditions) {

    SeriesPlan {
        lifts = List.copyOf(lifts);
    }

    /**
     * What is checked here and not by stores.
     *
     * @param rows on what stores answer, before anything happens along time
     * @param times after, about nothing but time
     * @param moments after, about time and something else
     * @param lifted at last, on groups that were moved as they are
     */
    record Conditions(List<Filter> rows, List<Filter> times, List<Filter> moments, List<Filter> lifted) {
        Conditions {
            rows = List.copyOf(rows);
            times = List.copyOf(times);
            moments = List.copyOf(moments);
            lifted = List.copyOf(lifted);
        }

        boolean isEmpty() {
            return rows.isEmpty() && times.isEmpty() && moments.isEmpty() && lifted.isEmpty();
        }
    }

    /** The finest grain of time that conditions about time alone are about; empty when there are none. */
    Optional<Grain> filteredBy(Question question) {
        return conditions.times().stream()
                .flatMap(filter -> filter.condition().names().stream())
                .flatMap(name -> question.path(series.leaf(), name).bucket().stream())
                .min(Grain::compareTo);
    }

    /** Whether it is added up at each moment, also where stores found nothing. */
    boolean hasTotals() {
        return grain.isPresent() && turn instanceof Turn.Accumulated;
    }

    /** Whether what stores say of a group is all there is to know of it. */
    boolean streams(Question question) {
        return grain.isEmpty()
                && lifts.isEmpty()
                && conditions.isEmpty()
                && !series.everyBucket()
                && reading.edge().isEmpty()
                && reading.keys().equals(question.query().groupBy());
    }

    static SeriesPlan of(Question question, Series series) {
        return new SeriesPlanner(question, series).plan();
    }
}
