package dev.tidemark.quarantine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.RepairStep.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A repair as JSON: an array of steps, {@code {"op": "rename", "at": "/properties/amt", "to": "amount"}}, {@code {"op": "cast", "at": …,
 * "to": "decimal"}}, {@code {"op": "default" | "put", "at": …, "value": …}}, {@code {"op": "drop", "at": …}}.
 */
public final class RepairDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Map<String, Object>>> MAPS = new TypeReference<>() {};
    private static final int MOST_STEPS = 50;
    private static final String STEPS = "rename, cast, default, put, drop";

    private RepairDocument() {}

    public static String write(Repair repair) {
        return document(repair).toString();
    }

    private static ArrayNode document(Repair repair) {
        ArrayNode steps = JSON.createArrayNode();
        repair.steps().forEach(step -> write(step, steps.addObject()));
        return steps;
    }

    /** The same as lists, maps and plain values. */
    public static List<Map<String, Object>> maps(Repair repair) {
        return JSON.convertValue(document(repair), MAPS);
    }

    /**
     * The other way round.
     *
     * @throws ProblemException {@link QuarantineProblem#BAD_REPAIR} with a fault for each step that is wrong
     */
    public static Repair of(List<Map<String, Object>> steps) {
        return read(JSON.<JsonNode>valueToTree(steps));
    }

    private static void write(RepairStep step, ObjectNode document) {
        String at = step.at().toString();
        switch (step) {
            case RepairStep.Rename rename ->
                document.put("op", "rename").put("at", at).put("to", rename.to().toString());
            case RepairStep.Cast cast ->
                document.put("op", "cast").put("at", at).put("to", cast.to().word());
            case RepairStep.Default fallback ->
                document.put("op", "default").put("at", at).set("value", fallback.value());
            case RepairStep.Put put -> document.put("op", "put").put("at", at).set("value", put.value());
            case RepairStep.Drop drop -> document.put("op", "drop").put("at", at);
        }
    }

    /**
     * @throws ProblemException {@link QuarantineProblem#BAD_REPAIR} with a fault for each step that is wrong
     */
    public static Repair read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param steps an array
     * @throws ProblemException {@link QuarantineProblem#BAD_REPAIR} with a fault for each step that is wrong
     */
    public static Repair read(JsonNode steps) {
        List<Fault> faults = new ArrayList<>();
        List<RepairStep> read = new ArrayList<>();
        if (!steps.isArray()) {
            faults.add(new Fault("/steps", "expected an array of steps"));
        } else if (steps.size() > MOST_STEPS) {
            faults.add(new Fault("/steps", "has " + steps.size() + " steps; " + MOST_STEPS + " are possible"));
        } else {
            for (int i = 0; i < steps.size(); i++) {
                try {
                    read.add(step(steps.get(i)));
                } catch (IllegalArgumentException e) {
                    faults.add(new Fault("/steps/" + i, String.valueOf(e.getMessage())));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(
                            QuarantineProblem.BAD_REPAIR, faults.size() == 1 ? "1 fault" : faults.size() + " faults")
                    .withFaults(faults);
        }
        return new Repair(read);
    }

    private static RepairStep step(JsonNode step) {
        Place at = Place.of(text(step, "at"));
        String op = text(step, "op");
        return switch (op) {
            case "rename" -> rename(at, text(step, "to"));
            case "cast" -> new RepairStep.Cast(at, kind(text(step, "to")));
            case "default" -> new RepairStep.Default(at, value(step));
            case "put" -> new RepairStep.Put(at, value(step));
            case "drop" -> new RepairStep.Drop(at);
            default -> throw new IllegalArgumentException("op is \"" + op + "\"; there are " + STEPS);
        };
    }

    /** {@code to} is a name beside the old one, or another place. */
    private static RepairStep rename(Place at, String to) {
        Place target = to.startsWith("/") ? Place.of(to) : at.beside(to);
        boolean beside = target.equals(at.beside(target.segments().getLast()));
        if (!beside && (at.isMany() || target.isMany())) {
            throw new IllegalArgumentException("with * a member can only be renamed where it is; to is a name then");
        }
        return new RepairStep.Rename(at, target);
    }

    private static String text(JsonNode step, String name) {
        JsonNode value = step.get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(name + " is missing, expected text");
        }
        return value.textValue();
    }

    private static JsonNode value(JsonNode step) {
        JsonNode value = step.get("value");
        if (value == null) {
            throw new IllegalArgumentException("value is missing");
        }
        return value;
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("to is \"" + word + "\"; a value can be cast to "
                        + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))));
    }
}
