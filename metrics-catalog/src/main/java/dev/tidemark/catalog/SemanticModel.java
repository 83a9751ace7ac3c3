package dev.tidemark.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The rows of one kind of thing: what identifies them, what they can be grouped by, what can be summed up.
 *
 * @param primaryEntity the entity that each row is one of; the first part of the names of its dimensions
 * @param timeDimension the time dimension that is {@code metric_time} unless a measure names another
 */
public record SemanticModel(
        String name,
        String description,
        Optional<String> primaryEntity,
        Optional<String> timeDimension,
        List<Entity> entities,
        List<Dimension> dimensions,
        List<Measure> measures,
        List<Binding> bindings,
        Place place) {

    public SemanticModel {
        entities = List.copyOf(entities);
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
        bindings = List.copyOf(bindings);
    }

    public Optional<Entity> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    public Optional<Dimension> dimension(String name) {
        return dimensions.stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst();
    }

    public Optional<Binding> binding(String store) {
        return bindings.stream()
                .filter(binding -> binding.store().equals(store))
                .findFirst();
    }
}
