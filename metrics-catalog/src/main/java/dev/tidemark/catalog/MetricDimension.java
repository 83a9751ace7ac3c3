package dev.tidemark.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A dimension under the name that questions use, for example {@code order__country} or {@code metric_time}.
 *
 * @param model the semantic model it stands in
 * @param grains the grains that may follow a time dimension's name; empty for a categorical one
 */
public record MetricDimension(
        @JsonProperty("name") String name,
        @JsonProperty("description") String description,
        @JsonProperty("model") String model,
        @JsonProperty("grains") List<String> grains) {

    public MetricDimension {
        grains = List.copyOf(grains);
    }

    public boolean isTime() {
        return !grains.isEmpty();
    }
}
