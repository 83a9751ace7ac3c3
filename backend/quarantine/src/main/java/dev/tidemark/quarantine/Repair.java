package dev.tidemark.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.quarantine.internal.Casts;
import java.util.List;

/** Changes to an event, one after the other. Immutable. */
public record Repair(List<RepairStep> steps) {

    /** Leaves events as they are; for when the definitions, not the events, were wrong. */
    public static final Repair NOTHING = new Repair(List.of());

    public Repair {
        steps = List.copyOf(steps);
    }

    /** A repaired copy. */
    public JsonNode of(JsonNode event) {
        JsonNode copy = event.deepCopy();
        steps.forEach(step -> apply(step, copy));
        return copy;
    }

    private static void apply(RepairStep step, JsonNode event) {
        switch (step) {
            case RepairStep.Rename rename -> rename(rename, event);
            case RepairStep.Cast(Place at, RepairStep.Kind to) ->
                at.in(event).forEach(member -> {
                    JsonNode value = member.value();
                    if (value != null) {
                        member.object().set(member.name(), Casts.of(value, to));
                    }
                });
            case RepairStep.Default(Place at, JsonNode value) ->
                at.in(event).forEach(member -> {
                    JsonNode present = member.value();
                    if (present == null || present.isNull()) {
                        member.object().set(member.name(), value.deepCopy());
                    }
                });
            case RepairStep.Put(Place at, JsonNode value) ->
                at.in(event).forEach(member -> member.object().set(member.name(), value.deepCopy()));
            case RepairStep.Drop(Place at) ->
                at.in(event).forEach(member -> member.object().remove(member.name()));
        }
    }

    /** With {@code *} in it a member is renamed inside its own object; else it may move anywhere. */
    private static void rename(RepairStep.Rename step, JsonNode event) {
        for (Place.Member member : step.at().in(event)) {
            JsonNode value = member.value();
            if (value == null) {
                continue;
            }
            if (step.at().isMany()) {
                move(member, member.object(), step.to().segments().getLast(), value);
            } else {
                step.to().in(event).forEach(target -> move(member, target.object(), target.name(), value));
            }
        }
    }

    private static void move(Place.Member from, ObjectNode object, String name, JsonNode value) {
        if (object.get(name) == null) {
            from.object().remove(from.name());
            object.set(name, value);
        }
    }
}
