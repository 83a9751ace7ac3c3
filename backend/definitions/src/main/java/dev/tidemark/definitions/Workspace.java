package dev.tidemark.definitions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One company or domain: a top-level folder of the definitions repository.
 *
 * @param databases sources whose tables are captured
 * @param policies who may see which rows and dimensions
 * @param metricFiles the files below {@code metrics/}: path within the workspace → YAML text, read by the metric catalog
 * @param files every file of the workspace: path within the workspace → text
 */
public record Workspace(
        String name,
        List<Team> teams,
        List<Source> sources,
        List<CapturedDatabase> databases,
        List<Family> families,
        List<EventType> eventTypes,
        List<TransformDefinition> transforms,
        AccessPolicies policies,
        Map<String, String> metricFiles,
        Map<String, String> files) {

    public Workspace {
        teams = List.copyOf(teams);
        sources = List.copyOf(sources);
        databases = List.copyOf(databases);
        families = List.copyOf(families);
        eventTypes = List.copyOf(eventTypes);
        transforms = List.copyOf(transforms);
        metricFiles = Map.copyOf(metricFiles);
        files = Map.copyOf(files);
    }

    public Optional<Source> source(String source) {
        return sources.stream().filter(s -> s.name().equals(source)).findFirst();
    }

    public Optional<EventType> eventType(String type) {
        return eventTypes.stream().filter(t -> t.name().equals(type)).findFirst();
    }

    public Optional<Family> family(String family) {
        return families.stream().filter(f -> f.name().equals(family)).findFirst();
    }

    /** The types of the events that share the family's topic. */
    public List<EventType> eventTypes(Family family) {
        return eventTypes.stream().filter(t -> t.family().equals(family.name())).toList();
    }

    public Optional<TransformDefinition> transform(String transform) {
        return transforms.stream().filter(t -> t.name().equals(transform)).findFirst();
    }
}
