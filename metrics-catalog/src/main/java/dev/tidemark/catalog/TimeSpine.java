package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import java.util.Map;

/**
 * A table with a row for each moment of a grain, along which metrics are laid out in time.
 *
 * @param relation its table, {@code schema.table}
 * @param column the moments
 * @param customGrains further calendars: the column that says to which of its periods a moment belongs, by the name of the grain
 */
public record TimeSpine(String relation, String column, Grain grain, Map<String, String> customGrains, Place place) {

    public TimeSpine {
        customGrains = Map.copyOf(customGrains);
    }
}
