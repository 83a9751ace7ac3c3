package dev.tidemark.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The rows of one kind of thing: what identifies them, what they can be grouped by, what can be summed up.
 *
 * @param primaryEntity the entity that each row is one of; the first part of the names of its dimensions
 * @param relation the table as the definitions' own tool names it, {@code schema.table}
 * @param timeDimension the time dimension that is {@code metric_time} unless a measure names another
 * @param bridges how measures of others pass over it, at most one for each of its entities
 */
public record SemanticModel(
        String name,
        String description,
        Optional<String> relation,
        Optional<String> primaryEntity,
        Optional<String> timeDimension,
        List<Entity> entities,
        List<Dimension> dimensions,
        List<Measure> measures,
        List<Binding> bindings,
        List<Bridge> bridges,
        Place place) {

    public SemanticModel {
        entities = List.copyOf(entities);
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
        bindings = List.copyOf(bindings);
        bridges = List.copyOf(bridges);
    }

    /** A model that is no bridge. */
    public SemanticModel(
            String name,
            String description,
            Optional<String> relation,
            Optional<String> primaryEntity,
            Optional<String> timeDimension,
            List<Entity> entities,
            List<Dimension> dimensions,
            List<Measure> measures,
            List<Binding> bindings,
            Place place) {
        this(
                name,
                description,
                relation,
                primaryEntity,
                timeDimension,
                entities,
                dimensions,
                measures,
                bindings,
                List.of(),
                place);
    }

    /** By the name, which one catalog has once: what is computed per group of rows is found by its model. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public Optional<Entity> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    public Optional<Dimension> dimension(String name) {
        return dimensions.stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst();
    }

    /** The dimension that marks where the versions of its rows start, or end. */
    public Optional<Dimension> validity(Dimension.Validity mark) {
        return dimensions.stream()
                .filter(dimension -> dimension.validity().filter(mark::equals).isPresent())
                .findFirst();
    }

    public SemanticModel withMeasures(List<Measure> newMeasures) {
        return new SemanticModel(
                name,
                description,
                relation,
                primaryEntity,
                timeDimension,
                entities,
                dimensions,
                newMeasures,
                bindings,
                bridges,
                place);
    }

    public SemanticModel withBindings(List<Binding> newBindings) {
        return new SemanticModel(
                name,
                description,
                relation,
                primaryEntity,
                timeDimension,
                entities,
                dimensions,
                measures,
                newBindings,
                bridges,
                place);
    }

    /** How measures that come with an entity pass over the model. */
    public Optional<Bridge> bridge(String from) {
        return bridges.stream().filter(bridge -> bridge.from().equals(from)).findFirst();
    }

    /** Where a store has the model's rows; a rollup has none. */
    public Optional<Binding> binding(String store) {
        return bindings.stream()
                .filter(binding ->
                        binding.store().equals(store) && binding.rollup().isEmpty())
                .findFirst();
    }
}
