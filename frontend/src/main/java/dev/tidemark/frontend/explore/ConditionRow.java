package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tidemark.frontend.Latest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** One condition: a dimension, how it is compared, and values suggested from the data; or a condition that somebody wrote. */
final class ConditionRow extends Div {

    private static final long serialVersionUID = 1L;
    private static final int TYPING_MILLIS = 400;

    private final ComboBox<String> dimension = new ComboBox<>();
    private final Select<Operator> operator = new Select<>();
    private final MultiSelectComboBox<String> values = new MultiSelectComboBox<>();
    private final TextField text = new TextField();
    private final boolean written;
    private final transient Function<String, List<String>> valuesOf;
    private final transient Latest<List<String>> suggestions;
    private final transient Runnable changed;
    private transient List<String> known = List.of();
    private String suggestedFor = "";

    /**
     * @param choices for the metrics picked now
     * @param valuesOf the values of a dimension; blocking
     * @param changed told of every change by a person
     */
    ConditionRow(
            Condition shown,
            Supplier<Choices> choices,
            Function<String, List<String>> valuesOf,
            Runnable changed,
            Runnable remove) {
        this.valuesOf = valuesOf;
        this.changed = changed;
        this.written = shown instanceof Condition.Written;
        addClassName("tm-condition");
        getElement().setAttribute("role", "group").setAttribute("aria-label", "Filter");
        suggestions = new Latest<>(this, this::suggest, thrown -> values.setHelperText(""));
        build(choices);
        NativeButton away = new NativeButton("✕", click -> remove.run());
        away.addClassName("tm-icon-button");
        away.getElement().setAttribute("type", "button").setAttribute("aria-label", "Remove this filter");
        if (written) {
            add(text, away);
        } else {
            add(dimension, operator, values, text, away);
        }
        fill(shown);
    }

    private void build(Supplier<Choices> choices) {
        dimension.setAriaLabel("Dimension to filter by");
        dimension.setPlaceholder("Dimension");
        dimension.addThemeVariants(ComboBoxVariant.LUMO_SMALL);
        dimension.setWidth("210px");
        dimension.setItems(query -> choices.get()
                .dimensions(query.getFilter().orElse(""))
                .skip(query.getOffset())
                .limit(query.getLimit()));
        dimension.setItemLabelGenerator(DimensionPicker::label);
        dimension.setRenderer(DimensionPicker.renderer(choices));
        dimension.getStyle().set("--vaadin-combo-box-overlay-width", "290px");
        operator.setAriaLabel("Comparison");
        operator.addThemeVariants(SelectVariant.LUMO_SMALL);
        operator.setItems(Operator.values());
        operator.setItemLabelGenerator(Operator::label);
        operator.setWidth("122px");
        values.setAriaLabel("Values");
        values.setPlaceholder("Any of…");
        values.addThemeVariants(MultiSelectComboBoxVariant.LUMO_SMALL);
        values.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        values.setAllowCustomValue(true);
        values.addClassName("tm-wide");
        values.setItems(query -> offered(query.getFilter().orElse("")).stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
        values.addCustomValueSetListener(typed -> {
            Set<String> more = new LinkedHashSet<>(values.getValue());
            more.add(typed.getDetail());
            values.setValue(more);
            changed.run();
        });
        text.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        text.addClassName("tm-wide");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(TYPING_MILLIS);
        text.setAriaLabel(written ? "Condition" : "Text to look for");
        text.setPlaceholder(written ? "order__country = 'France' OR order__channel = 'app'" : "Text");
        if (written) {
            text.addClassName("tm-mono");
        }
    }

    private void fill(Condition shown) {
        switch (shown) {
            case Condition.Written condition -> text.setValue(condition.text());
            case Condition.Picked condition -> {
                dimension.setValue(condition.dimension().isEmpty() ? null : condition.dimension());
                operator.setValue(condition.operator());
                if (condition.operator() == Operator.CONTAINS) {
                    text.setValue(condition.values().getFirst());
                } else {
                    values.setValue(new LinkedHashSet<>(condition.values()));
                }
                fit();
            }
        }
        dimension.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                values.setValue(Set.of());
                lookUp();
                changed.run();
            }
        });
        operator.addValueChangeListener(change -> {
            fit();
            if (change.isFromClient()) {
                changed.run();
            }
        });
        values.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed.run();
            }
        });
        values.addFocusListener(focus -> lookUp());
        text.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed.run();
            }
        });
    }

    /** What was typed first stays possible while nothing is known yet. */
    private List<String> offered(String typed) {
        List<String> offered = new ArrayList<>(values.getValue());
        known.stream().filter(value -> !offered.contains(value)).forEach(offered::add);
        return offered.stream()
                .filter(value ->
                        value.toLowerCase(java.util.Locale.ROOT).contains(typed.toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    /** Asks for the values of the dimension, once for each. */
    private void lookUp() {
        String wanted = Objects.requireNonNullElse(dimension.getValue(), "");
        if (!wanted.isEmpty() && !wanted.equals(suggestedFor)) {
            suggestedFor = wanted;
            suggestions.ask(Duration.ZERO, () -> valuesOf.apply(wanted));
        }
    }

    private void suggest(List<String> found) {
        known = found;
        values.getDataProvider().refreshAll();
    }

    private void fit() {
        Operator how = Objects.requireNonNullElse(operator.getValue(), Operator.IS);
        values.setVisible(how.takesValues() && how != Operator.CONTAINS);
        text.setVisible(how == Operator.CONTAINS);
    }

    /** What the row says; empty while it is not complete. */
    Optional<Condition> condition() {
        if (written) {
            return text.getValue().isBlank()
                    ? Optional.empty()
                    : Optional.of(Condition.parse(text.getValue().strip()));
        }
        Operator how = Objects.requireNonNullElse(operator.getValue(), Operator.IS);
        List<String> compared = how == Operator.CONTAINS
                ? text.getValue().isBlank()
                        ? List.of()
                        : List.of(text.getValue().strip())
                : how.takesValues() ? List.copyOf(values.getValue()) : List.of();
        Condition.Picked picked =
                new Condition.Picked(Objects.requireNonNullElse(dimension.getValue(), ""), how, compared);
        return picked.complete() ? Optional.of(picked) : Optional.empty();
    }

    void focus() {
        if (written) {
            text.focus();
        } else {
            dimension.focus();
        }
    }
}
