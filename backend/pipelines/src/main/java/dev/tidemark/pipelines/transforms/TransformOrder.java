package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.lake.Lake;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which transforms must run before which. */
final class TransformOrder {

    private final Map<String, TransformDefinition> byTable = new LinkedHashMap<>();

    TransformOrder(List<TransformDefinition> transforms) {
        transforms.forEach(transform -> byTable.put(Lake.MODEL + "." + transform.name(), transform));
    }

    /**
     * These transforms and all that they read, directly or not, each after what it reads.
     *
     * @throws ProblemException {@link TransformProblem#TRANSFORM_CYCLE}
     */
    List<TransformDefinition> upTo(Set<String> names) {
        Set<TransformDefinition> ordered = new LinkedHashSet<>();
        byTable.values().stream()
                .filter(transform -> names.contains(transform.name()))
                .forEach(transform -> visit(transform, ordered, new ArrayList<>()));
        return List.copyOf(ordered);
    }

    private void visit(TransformDefinition transform, Set<TransformDefinition> ordered, List<String> path) {
        if (ordered.contains(transform)) {
            return;
        }
        if (path.contains(transform.name())) {
            path.add(transform.name());
            throw new ProblemException(TransformProblem.TRANSFORM_CYCLE, String.join(" ← ", path));
        }
        path.add(transform.name());
        transform.inputs().stream()
                .flatMap(input -> Optional.ofNullable(byTable.get(input)).stream())
                .forEach(upstream -> visit(upstream, ordered, new ArrayList<>(path)));
        ordered.add(transform);
    }
}
