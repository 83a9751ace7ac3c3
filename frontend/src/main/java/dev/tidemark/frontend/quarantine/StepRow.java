package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One step of a repair as somebody picks it. */
final class StepRow extends Div {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OPS = List.of("rename", "cast", "default", "put", "drop");
    private static final List<String> KINDS = List.of("text", "number", "decimal", "boolean", "timestamp");

    private final Select<String> op = new Select<>();
    private final TextField at = new TextField();
    private final TextField to = new TextField();
    private final Select<String> kind = new Select<>();
    private final TextField value = new TextField();

    /**
     * @param step as in {@code RepairDocument}
     * @param changed told after every change
     * @param removed told when the step is taken away
     */
    StepRow(Map<String, Object> step, Runnable changed, Consumer<StepRow> removed) {
        addClassName("tm-step");
        op.setItems(OPS);
        op.setItemLabelGenerator(StepRow::title);
        op.setAriaLabel("What to do");
        op.setValue(text(step, "op").orElse("default"));
        at.setAriaLabel("Where");
        at.setPlaceholder("/properties/amount");
        at.setValue(text(step, "at").orElse(""));
        to.setAriaLabel("New name or place");
        to.setPlaceholder("new name");
        kind.setItems(KINDS);
        kind.setAriaLabel("As which type");
        kind.setValue("text");
        if (op.getValue().equals("cast")) {
            kind.setValue(text(step, "to").orElse("text"));
        } else {
            to.setValue(text(step, "to").orElse(""));
        }
        value.setAriaLabel("Value");
        value.setPlaceholder("a value: 0, GBP, true");
        if (step.containsKey("value")) {
            value.setValue(JSON.writeValueAsString(step.get("value")));
        }
        Button remove = new Button("Remove", click -> removed.accept(this));
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        remove.setAriaLabel("Remove this step");
        op.addValueChangeListener(change -> {
            fit();
            changed.run();
        });
        at.addValueChangeListener(change -> changed.run());
        to.addValueChangeListener(change -> changed.run());
        kind.addValueChangeListener(change -> changed.run());
        value.addValueChangeListener(change -> changed.run());
        add(op, at, to, kind, value, remove);
        fit();
    }

    private static String title(String op) {
        return switch (op) {
            case "rename" -> "Rename";
            case "cast" -> "Write as";
            case "default" -> "Fill in when missing";
            case "put" -> "Replace with";
            default -> "Drop";
        };
    }

    private static Optional<String> text(Map<String, Object> step, String name) {
        return Optional.ofNullable(step.get(name)).map(Object::toString);
    }

    private void fit() {
        to.setVisible(op.getValue().equals("rename"));
        kind.setVisible(op.getValue().equals("cast"));
        value.setVisible(op.getValue().equals("default") || op.getValue().equals("put"));
    }

    /** The step as in {@code RepairDocument}; what is not filled in is missing. */
    Map<String, Object> step() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("op", op.getValue());
        step.put("at", at.getValue().strip());
        switch (op.getValue()) {
            case "rename" -> step.put("to", to.getValue().strip());
            case "cast" -> step.put("to", kind.getValue());
            case "default", "put" -> value().ifPresent(given -> step.put("value", given));
            default -> {
                // Dropping needs no more.
            }
        }
        return step;
    }

    /** What is no JSON is text: nobody wants to write quotes around GBP. */
    private Optional<Object> value() {
        String given = value.getValue().strip();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(given, Object.class));
        } catch (JacksonException e) {
            return Optional.of(given);
        }
    }
}
