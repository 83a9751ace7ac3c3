package dev.tidemark.local.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts parts into layers: each part is in a later layer than everything it depends on. */
public final class StartOrder {

    private StartOrder() {}

    /**
     * The layers, first to start first. Within a layer the given order is kept.
     *
     * @throws IllegalArgumentException if a part depends on one that is not there, or on itself by any way
     */
    public static List<List<Part>> layers(List<Part> parts) {
        Set<String> known = parts.stream().map(Part::name).collect(Collectors.toSet());
        for (Part part : parts) {
            if (!known.containsAll(part.dependsOn())) {
                throw new IllegalArgumentException(part.name() + " needs " + part.dependsOn() + ", known: " + known);
            }
        }
        List<List<Part>> layers = new ArrayList<>();
        List<Part> left = new ArrayList<>(parts);
        Set<String> placed = new HashSet<>();
        while (!left.isEmpty()) {
            List<Part> layer = left.stream()
                    .filter(part -> placed.containsAll(part.dependsOn()))
                    .toList();
            if (layer.isEmpty()) {
                throw new IllegalArgumentException("Parts wait for each other: "
                        + left.stream().map(Part::name).toList());
            }
            layers.add(layer);
            left.removeAll(layer);
            layer.forEach(part -> placed.add(part.name()));
        }
        return List.copyOf(layers);
    }
}
