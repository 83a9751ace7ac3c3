package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.Grain;
import java.util.List;
import java.util.Optional;

/**
 * How a series is read and what happens then.
 *
 * @param grain of the time that is turned, which is the first key; empty when nothing happens along time
 * @param rowFilters checked on what stores answer, before anything happens along time
 * @param timeFilters checked after
 */
record SeriesPlan(
        Series series, Reading reading, Optional<Grain> grain, List<Filter> rowFilters, List<Filter> timeFilters) {

    /** The finest grain of time that {@link #timeFilters} are about; empty when there are none. */
    Optional<Grain> filteredBy(Question question) {
        return timeFilters.stream()
                .flatMap(filter -> filter.condition().names().stream())
                .flatMap(name -> question.path(series.leaf(), name).bucket().stream())
                .min(Grain::compareTo);
    }

    /** Whether what stores say of a group is all there is to know of it. */
    boolean streams(Question question) {
        return grain.isEmpty()
                && rowFilters.isEmpty()
                && timeFilters.isEmpty()
                && !series.everyBucket()
                && reading.edge().isEmpty()
                && reading.keys().equals(question.query().groupBy());
    }

    static SeriesPlan of(Question question, Series series) {
        return new SeriesPlanner(question, series).plan();
    }
}
