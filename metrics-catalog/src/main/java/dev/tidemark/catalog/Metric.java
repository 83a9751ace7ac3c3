package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A number with one meaning.
 *
 * @param filters conditions on the rows behind it
 * @param unit what it is counted in, for example {@code GBP}
 * @param timeZone whose days it is reported by when the question names none
 * @param weekStart the day on which its weeks begin when the question names none
 * @param defaultGrain of its time when the question names none; empty for the day, or what its rows allow
 * @param version changes exactly when the meaning may have changed
 * @param text its definition as written
 */
public record Metric(
        MetricName name,
        String label,
        String description,
        MetricDefinition definition,
        List<Filter> filters,
        Optional<String> owner,
        Status status,
        Optional<String> unit,
        Direction direction,
        List<String> synonyms,
        Optional<ZoneId> timeZone,
        Optional<DayOfWeek> weekStart,
        Optional<Grain> defaultGrain,
        String version,
        String text,
        Place place) {

    public Metric {
        filters = List.copyOf(filters);
        synonyms = List.copyOf(synonyms);
    }

    /** How far people may rely on it. */
    public enum Status {
        PROPOSED,
        APPROVED,
        CERTIFIED,
        DEPRECATED
    }

    /** Which way is good. */
    public enum Direction {
        UP,
        DOWN,
        NEUTRAL
    }

    public Metric withDefinition(MetricDefinition newDefinition) {
        return new Metric(
                name,
                label,
                description,
                newDefinition,
                filters,
                owner,
                status,
                unit,
                direction,
                synonyms,
                timeZone,
                weekStart,
                defaultGrain,
                version,
                text,
                place);
    }

    public Metric withVersion(String newVersion) {
        return new Metric(
                name,
                label,
                description,
                definition,
                filters,
                owner,
                status,
                unit,
                direction,
                synonyms,
                timeZone,
                weekStart,
                defaultGrain,
                newVersion,
                text,
                place);
    }
}
