package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Bridge;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Place;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how measures pass over a model: {@code bridge} under its {@code config.meta.tidemark}, once or for each direction. */
final class BridgeReader {

    private static final Set<String> KEYS = Set.of("from", "to", "rule", "weight");
    private static final List<String> RULES = List.of("impact", "allocation");

    private final Faults faults;
    private final Words words;

    BridgeReader(Faults faults, Words words) {
        this.faults = faults;
        this.words = words;
    }

    List<Bridge> read(YamlMap model, List<Entity> entities, List<Dimension> dimensions) {
        Optional<YamlMap> ours = model.map("config", "meta", "tidemark").filter(found -> found.has("bridge"));
        if (ours.isEmpty()) {
            return List.of();
        }
        Place place = ours.get().placeOf("bridge");
        List<YamlMap> written = ours.get().isMap("bridge")
                ? ours.get().map("bridge").stream().toList()
                : ours.get().maps("bridge");
        List<String> ends = entities.stream()
                .filter(entity -> entity.type() == Entity.Type.FOREIGN)
                .map(Entity::name)
                .toList();
        if (ends.size() != 2) {
            faults.add(
                    place,
                    "A bridge connects two foreign entities; this model has "
                            + (ends.isEmpty() ? "none" : String.join(", ", ends))
                            + ". Make two of its entities foreign, and take others off.");
            return List.of();
        }
        if (dimensions.stream().anyMatch(dimension -> dimension.validity().isPresent() || dimension.partition())) {
            faults.add(
                    place,
                    "A bridge has no versions and no partitions. Take validity_params and is_partition off its dimensions, "
                            + "or name a table of the pairs that hold now.");
        }
        List<Bridge> bridges = written.stream()
                .flatMap(map -> direction(map, ends, keys(entities, dimensions)))
                .toList();
        return once(bridges);
    }

    private List<Bridge> once(List<Bridge> bridges) {
        List<Bridge> kept = new ArrayList<>();
        for (Bridge bridge : bridges) {
            if (kept.stream().anyMatch(other -> other.from().equals(bridge.from()))) {
                faults.add(
                        bridge.place(),
                        "How measures pass from " + bridge.from() + " is already said. Keep one; for the other rule "
                                + "define a second model over the same table.");
            } else {
                kept.add(bridge);
            }
        }
        return List.copyOf(kept);
    }

    /** Columns that are no numbers to weigh by. */
    private static Set<String> keys(List<Entity> entities, List<Dimension> dimensions) {
        return Stream.concat(
                        entities.stream().map(Entity::expression),
                        dimensions.stream().filter(Dimension::isTime).map(Dimension::expression))
                .filter(SqlExpression::isName)
                .flatMap(column -> column.names().stream())
                .collect(Collectors.toSet());
    }

    /** A rule that names no direction holds for both. */
    private Stream<Bridge> direction(YamlMap map, List<String> ends, Set<String> keys) {
        map.noteSlips(KEYS);
        Optional<String> from = end(map, "from", ends);
        Optional<String> to = end(map, "to", ends);
        if (from.isPresent() && from.equals(to)) {
            faults.add(map.placeOf("to"), "A bridge leads from one entity to the other; both are " + to.get() + ".");
        }
        Optional<Bridge.Rule> rule = rule(map, keys);
        boolean weighs = rule.filter(Bridge.Rule.Allocation.class::isInstance).isPresent();
        boolean open = from.isEmpty() && to.isEmpty();
        if (weighs && open) {
            faults.add(
                    map.place(),
                    "The weights of one " + ends.getFirst() + " or of one " + ends.getLast()
                            + " add up to 1. Say which: from: " + ends.getFirst() + " or from: " + ends.getLast()
                            + ".");
        }
        return rule.stream()
                .flatMap(found -> (open ? ends.stream() : Stream.of(from.orElseGet(() -> other(ends, to.orElse("")))))
                        .map(start -> new Bridge(start, other(ends, start), found, map.place())));
    }

    private static String other(List<String> ends, String end) {
        return ends.getFirst().equals(end) ? ends.getLast() : ends.getFirst();
    }

    private Optional<String> end(YamlMap map, String key, List<String> ends) {
        return map.text(key).filter(name -> {
            if (!ends.contains(name)) {
                faults.add(
                        map.placeOf(key),
                        "“" + name + "” is no foreign entity of the bridge. " + Nearest.advice(name, ends));
            }
            return ends.contains(name);
        });
    }

    private Optional<Bridge.Rule> rule(YamlMap map, Set<String> keys) {
        String word = map.text("rule").orElse(map.has("weight") ? "allocation" : "");
        if (!RULES.contains(word)) {
            faults.add(
                    map.has("rule") ? map.placeOf("rule") : map.place(),
                    (word.isEmpty() ? "A bridge needs a rule. " : "“" + word + "” is no rule of a bridge. ")
                            + "Write rule: impact, where each group has the whole value, or weight: … for its share.");
            return Optional.empty();
        }
        if (word.equals("impact")) {
            if (map.has("weight")) {
                faults.add(
                        map.placeOf("weight"),
                        "With rule: impact nothing is weighed. Take the weight off, or write rule: allocation.");
            }
            return Optional.of(new Bridge.Rule.Impact());
        }
        map.required("weight");
        return map.scalar("weight")
                .flatMap(text -> words.expression(text.value(), text.place()))
                .map(weight -> new Bridge.Rule.Allocation(number(map, weight, keys)));
    }

    private SqlExpression number(YamlMap map, SqlExpression weight, Set<String> keys) {
        if (weight.isConstant()) {
            faults.add(
                    map.placeOf("weight"),
                    "The weight “" + weight + "” is the same for every row. Name the column that holds the share.");
        } else if (weight.isName() && keys.containsAll(weight.names())) {
            faults.add(
                    map.placeOf("weight"),
                    "The weight “" + weight + "” is a key or a time. Name the numeric column that holds the share.");
        }
        return weight;
    }
}
