package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Source;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that a workspace defines and that others rely on.
 *
 * @param kind what it is, in words
 * @param owner a team; empty when nobody owns it
 * @param definition a {@link Source}, a {@link CapturedDatabase}, an {@link EventType} or a {@link TransformDefinition}
 */
record DefinedThing(String kind, String name, String owner, Record definition) {

    /** What a change of a thing means for others, and in words. */
    record Judgement(Weight weight, String text) {}

    static List<DefinedThing> of(Workspace workspace) {
        List<DefinedThing> things = new ArrayList<>();
        workspace.sources().forEach(it -> things.add(new DefinedThing("source", it.name(), it.team(), it)));
        workspace
                .databases()
                .forEach(it -> things.add(new DefinedThing("captured database", it.name(), it.team(), it)));
        workspace.eventTypes().forEach(it -> things.add(new DefinedThing("event type", it.name(), it.owner(), it)));
        workspace.transforms().forEach(it -> things.add(new DefinedThing("transform", it.name(), it.owner(), it)));
        return things;
    }

    /** What it means that this came in place of {@code old}; empty when nothing differs. */
    private Optional<Judgement> since(DefinedThing old) {
        if (equals(old)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (definition) {
                    case Source now
                    when old.definition instanceof Source before ->
                        now.families().containsAll(before.families())
                                ? new Judgement(Weight.ADDITIVE, "is set up differently")
                                : new Judgement(Weight.BREAKING, "may send fewer families of events");
                    case CapturedDatabase now
                    when old.definition instanceof CapturedDatabase before ->
                        now.tables().containsAll(before.tables())
                                ? new Judgement(Weight.ADDITIVE, "is captured differently")
                                : new Judgement(Weight.BREAKING, "captures fewer or other tables");
                    case EventType now
                    when old.definition instanceof EventType before ->
                        now.avroSchema().equals(before.avroSchema())
                                ? new Judgement(Weight.WORDING, "is described differently")
                                : new Judgement(Weight.ADDITIVE, "gets a new version of its schema");
                    case TransformDefinition now
                    when old.definition instanceof TransformDefinition before ->
                        sameRows(before, now)
                                ? new Judgement(Weight.WORDING, "is described, checked or scheduled differently")
                                : new Judgement(Weight.CHANGES_NUMBERS, "is made differently");
                    default -> throw new IllegalArgumentException(kind + " " + name + " became another kind of thing");
                });
    }

    private static boolean sameRows(TransformDefinition before, TransformDefinition now) {
        return now.sql().equals(before.sql())
                && now.materialization() == before.materialization()
                && now.key().equals(before.key());
    }

    /** What becomes of the things of a workspace, of those that read what changed included. */
    static List<Effect> effects(String workspace, List<DefinedThing> before, List<DefinedThing> after) {
        Map<String, DefinedThing> old = byKey(before);
        Map<String, DefinedThing> now = byKey(after);
        TreeSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        Map<String, Effect> effects = new LinkedHashMap<>();
        for (String key : keys) {
            DefinedThing thing = now.getOrDefault(key, old.get(key));
            if (thing != null) {
                judge(old.get(key), now.get(key))
                        .ifPresent(judgement -> effects.put(
                                key,
                                new Effect(
                                        workspace,
                                        thing.kind(),
                                        thing.name(),
                                        Optional.of(thing.owner()).filter(owner -> !owner.isEmpty()),
                                        judgement.weight(),
                                        judgement.text())));
            }
        }
        spread(workspace, after, effects);
        return List.copyOf(effects.values());
    }

    private static Map<String, DefinedThing> byKey(List<DefinedThing> things) {
        Map<String, DefinedThing> byKey = new LinkedHashMap<>();
        things.forEach(thing -> byKey.put(thing.kind() + " " + thing.name(), thing));
        return byKey;
    }

    private static Optional<Judgement> judge(@Nullable DefinedThing old, @Nullable DefinedThing now) {
        if (old == null) {
            return Optional.of(new Judgement(Weight.ADDITIVE, "is new"));
        }
        return now == null ? Optional.of(new Judgement(Weight.BREAKING, "is removed")) : now.since(old);
    }

    /** Tables made from a table that is made differently have other numbers too. */
    private static void spread(String workspace, List<DefinedThing> after, Map<String, Effect> effects) {
        boolean more = true;
        while (more) {
            more = false;
            for (DefinedThing thing : after) {
                String key = thing.kind() + " " + thing.name();
                if (thing.definition() instanceof TransformDefinition transform && !effects.containsKey(key)) {
                    Optional<String> upstream = transform.inputs().stream()
                            .filter(input -> madeDifferently(input, effects))
                            .findFirst();
                    upstream.ifPresent(input -> effects.put(
                            key,
                            new Effect(
                                    workspace,
                                    thing.kind(),
                                    thing.name(),
                                    Optional.of(thing.owner()).filter(owner -> !owner.isEmpty()),
                                    Weight.CHANGES_NUMBERS,
                                    "is made from " + input)));
                    more |= upstream.isPresent();
                }
            }
        }
    }

    private static boolean madeDifferently(String table, Map<String, Effect> effects) {
        Effect effect = effects.get("transform " + table.substring(table.indexOf('.') + 1));
        return table.startsWith("model.") && effect != null && effect.weight() == Weight.CHANGES_NUMBERS;
    }
}
