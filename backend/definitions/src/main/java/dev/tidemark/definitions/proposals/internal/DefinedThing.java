package dev.tidemark.definitions.proposals.internal;

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

/** Something that a workspace defines and that others rely on. */
sealed interface DefinedThing {

    String kind();

    String name();

    String owner();

    /** What it means for others that this came in place of {@code old}, and in words; empty when nothing differs. */
    Optional<Judgement> since(DefinedThing old);

    record Judgement(Weight weight, String text) {}

    static List<DefinedThing> of(Workspace workspace) {
        List<DefinedThing> things = new ArrayList<>();
        workspace.sources().forEach(source -> things.add(new OfSource(source)));
        workspace.eventTypes().forEach(type -> things.add(new OfEventType(type)));
        workspace.transforms().forEach(transform -> things.add(new OfTransform(transform)));
        return things;
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
                if (thing instanceof OfTransform(TransformDefinition transform) && !effects.containsKey(key)) {
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

    record OfSource(Source source) implements DefinedThing {
        @Override
        public String kind() {
            return "source";
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public String owner() {
            return source.team();
        }

        @Override
        public Optional<Judgement> since(DefinedThing old) {
            if (equals(old)) {
                return Optional.empty();
            }
            boolean keepsFamilies =
                    old instanceof OfSource(Source before) && source.families().containsAll(before.families());
            return Optional.of(
                    keepsFamilies
                            ? new Judgement(Weight.ADDITIVE, "is set up differently")
                            : new Judgement(Weight.BREAKING, "may send fewer families of events"));
        }
    }

    record OfEventType(EventType type) implements DefinedThing {
        @Override
        public String kind() {
            return "event type";
        }

        @Override
        public String name() {
            return type.name();
        }

        @Override
        public String owner() {
            return type.owner();
        }

        @Override
        public Optional<Judgement> since(DefinedThing old) {
            if (equals(old)) {
                return Optional.empty();
            }
            boolean sameSchema = old instanceof OfEventType(EventType before)
                    && type.avroSchema().equals(before.avroSchema());
            return Optional.of(
                    sameSchema
                            ? new Judgement(Weight.WORDING, "is described differently")
                            : new Judgement(Weight.ADDITIVE, "gets a new version of its schema"));
        }
    }

    record OfTransform(TransformDefinition transform) implements DefinedThing {
        @Override
        public String kind() {
            return "transform";
        }

        @Override
        public String name() {
            return transform.name();
        }

        @Override
        public String owner() {
            return transform.owner();
        }

        @Override
        public Optional<Judgement> since(DefinedThing old) {
            if (equals(old)) {
                return Optional.empty();
            }
            boolean sameRows = old instanceof OfTransform(TransformDefinition before)
                    && transform.sql().equals(before.sql())
                    && transform.materialization() == before.materialization()
                    && transform.key().equals(before.key());
            return Optional.of(
                    sameRows
                            ? new Judgement(Weight.WORDING, "is described, checked or scheduled differently")
                            : new Judgement(Weight.CHANGES_NUMBERS, "is made differently"));
        }
    }
}
