package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.SemanticModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the entities of models lead. */
final class Joins {

    /** What a way may lead over. */
    enum Over {
        /** Only steps on which one row meets at most one. */
        KEYS,
        /** Besides them, one bridge. */
        A_BRIDGE,
        /** Whatever looks like bridges, declared or not, however many; to say what is missing. */
        ANYTHING
    }

    private record Key(SemanticModel model, Entity entity) {}

    private final Map<String, List<Key>> keys = new LinkedHashMap<>();
    private final Map<String, List<Key>> bridges = new LinkedHashMap<>();
    private final boolean declared;

    Joins(List<SemanticModel> models) {
        this.declared = models.stream().anyMatch(model -> !model.bridges().isEmpty());
        for (SemanticModel model : models) {
            for (Entity entity : model.entities()) {
                if (identifies(model, entity)) {
                    add(keys, model, entity);
                } else if (entity.type() == Entity.Type.FOREIGN && looksLikeBridge(model)) {
                    add(bridges, model, entity);
                }
            }
        }
    }

    private static void add(Map<String, List<Key>> all, SemanticModel model, Entity entity) {
        all.computeIfAbsent(entity.name(), name -> new ArrayList<>()).add(new Key(model, entity));
    }

    /** At most one row at a time: a key, or a natural key of rows that say from when to when they hold. */
    static boolean identifies(SemanticModel model, Entity entity) {
        return switch (entity.type()) {
            case PRIMARY, UNIQUE -> true;
            case NATURAL -> model.validity(Dimension.Validity.START).isPresent();
            case FOREIGN -> false;
        };
    }

    /** Rows that only connect: what has measures of its own is a bridge when it says so. */
    private static boolean looksLikeBridge(SemanticModel model) {
        long ends = model.entities().stream()
                .filter(entity -> entity.type() == Entity.Type.FOREIGN)
                .count();
        return !model.bridges().isEmpty() || ends >= 2 && model.measures().isEmpty();
    }

    /** Whether any is declared. */
    boolean hasBridges() {
        return declared;
    }

    /**
     * @param way the steps so far
     */
    Stream<Join> from(SemanticModel model, Entity entity, List<Join> way, Over over) {
        Stream<Join> plain = joins(keys, model, entity);
        return switch (over) {
            case KEYS -> plain;
            case A_BRIDGE ->
                way.stream().anyMatch(Join::multiplies)
                        ? plain
                        : Stream.concat(
                                plain,
                                joins(bridges, model, entity)
                                        .filter(join -> join.bridge().isPresent()));
            case ANYTHING -> Stream.concat(plain, joins(bridges, model, entity));
        };
    }

    private static Stream<Join> joins(Map<String, List<Key>> all, SemanticModel model, Entity entity) {
        return all.getOrDefault(entity.name(), List.of()).stream()
                .filter(key -> !key.model().name().equals(model.name()))
                .map(key -> new Join(model, entity, key.model(), key.entity()));
    }
}
