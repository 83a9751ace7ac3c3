package dev.tidemark.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a metric, unique in its workspace. */
public record MetricName(@JsonValue String value) implements Comparable<MetricName> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MetricName {}

    @Override
    public int compareTo(MetricName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
