package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.parts.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** The controls with which a question is picked, a line for each part of it. */
final class AskForm extends Div {

    private static final long serialVersionUID = 1L;
    private static final int TYPING_MILLIS = 400;
    private static final String NO_GRAIN = "";

    private final transient Catalogs catalogs;
    private final transient BiFunction<Inquiry, String, List<String>> valuesOf;
    private final transient Runnable changed;
    private final Select<String> workspace = new Select<>();
    private final MetricPicker metrics = new MetricPicker(this::choices);
    private final DimensionPicker by = new DimensionPicker(this::choices);
    private final Div grain = new Div();
    private final WhenForm when;
    private final Div conditions = new Div();
    private final transient List<ConditionRow> rows = new ArrayList<>();
    private final Select<String> order = new Select<>();
    private final IntegerField limit = new IntegerField();
    private String chosenGrain = NO_GRAIN;
    private String saved = "";
    private boolean filling;

    /**
     * @param valuesOf the values of a dimension for a question; blocking
     * @param changed told of every change by a person
     */
    AskForm(Catalogs catalogs, BiFunction<Inquiry, String, List<String>> valuesOf, Runnable changed) {
        this.catalogs = catalogs;
        this.valuesOf = valuesOf;
        this.changed = changed;
        when = new WhenForm(this::touched);
        addClassName("tm-ask");
        build();
        add(
                line("Metrics", metrics, workspace),
                line("By", by, grain),
                line("Over", when),
                line("Where", conditions),
                line("Sorted", order, label("at most"), limit, label("rows")));
    }

    private void build() {
        List<String> workspaces =
                catalogs.all().stream().map(MetricCatalog::workspace).toList();
        workspace.setAriaLabel("Workspace");
        workspace.addThemeVariants(SelectVariant.LUMO_SMALL);
        workspace.setItems(workspaces);
        workspace.setItemLabelGenerator(name -> "in " + name);
        workspace.setWidth("150px");
        workspace.setVisible(workspaces.size() > 1);
        workspace.addValueChangeListener(change -> {
            if (!filling) {
                saved = "";
                metrics.refresh();
                by.show(List.of());
                touched();
            }
        });
        metrics.addValueChangeListener(change -> touched());
        by.addValueChangeListener(change -> touched());
        by.addClassName("tm-wide");
        conditions.addClassName("tm-conditions");
        order.setAriaLabel("Sorted by");
        order.addThemeVariants(SelectVariant.LUMO_SMALL);
        order.setWidth("240px");
        order.addValueChangeListener(change -> touched());
        limit.setAriaLabel("At most so many rows");
        limit.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        limit.setPlaceholder("all");
        limit.setMin(1);
        limit.setWidth("76px");
        limit.setValueChangeMode(ValueChangeMode.LAZY);
        limit.setValueChangeTimeout(TYPING_MILLIS);
        limit.addValueChangeListener(change -> touched());
    }

    private Choices choices() {
        return new Choices(catalogs, Objects.requireNonNullElse(workspace.getValue(), ""), metrics.picked());
    }

    /** Shows a question without telling anybody. */
    void show(Inquiry inquiry) {
        filling = true;
        saved = inquiry.saved();
        workspace.setValue(inquiry.workspace());
        metrics.show(inquiry.metrics());
        by.show(inquiry.groupBy());
        chosenGrain = inquiry.grain();
        when.show(inquiry);
        rows.clear();
        inquiry.conditions().forEach(this::addRow);
        limit.setValue(inquiry.limit() == 0 ? null : inquiry.limit());
        fit(inquiry.order());
        filling = false;
    }

    /** The question as it is picked now; conditions that are not complete are left out. */
    Inquiry picked() {
        return new Inquiry(
                Objects.requireNonNullElse(workspace.getValue(), ""),
                metrics.picked(),
                by.picked(),
                chosenGrain,
                when.range(),
                when.zone(),
                rows.stream().flatMap(row -> row.condition().stream()).toList(),
                when.compare(),
                Objects.requireNonNullElse(order.getValue(), ""),
                Math.max(0, Objects.requireNonNullElse(limit.getValue(), 0)),
                saved);
    }

    private void touched() {
        if (!filling) {
            filling = true;
            fit(Objects.requireNonNullElse(order.getValue(), ""));
            filling = false;
            changed.run();
        }
    }

    /** Offers what goes with the metrics picked now. */
    private void fit(String wantedOrder) {
        Choices choices = choices();
        by.refresh();
        grains(choices);
        when.own(metrics.picked().stream()
                .flatMap(name -> choices.metric(name).stream())
                .flatMap(metric -> metric.timeZone().stream())
                .findFirst());
        List<String> orders = orders();
        order.setItems(orders);
        order.setItemLabelGenerator(column -> orderLabel(column, choices));
        order.setValue(orders.contains(wantedOrder) ? wantedOrder : "");
        showConditions();
    }

    private void grains(Choices choices) {
        List<String> all = new ArrayList<>(List.of(NO_GRAIN));
        all.addAll(choices.grains());
        if (!all.contains(chosenGrain)) {
            all.add(chosenGrain);
        }
        grain.removeAll();
        grain.add(new Segments<>("Over time", all, chosenGrain, word -> word.isEmpty() ? "Total" : word, word -> {
            chosenGrain = word;
            changed.run();
        }));
    }

    private List<String> orders() {
        List<String> orders = new ArrayList<>(List.of(""));
        metrics.picked().forEach(metric -> orders.addAll(List.of("-" + metric, metric)));
        if (!when.compare().isEmpty()) {
            metrics.picked().forEach(metric -> orders.addAll(List.of("-" + metric + "__change", metric + "__change")));
        }
        by.picked().forEach(dimension -> orders.addAll(List.of(dimension, "-" + dimension)));
        return orders;
    }

    private static String orderLabel(String column, Choices choices) {
        if (column.isEmpty()) {
            return "by time, else the largest first";
        }
        boolean down = column.startsWith("-");
        String name = down ? column.substring(1) : column;
        boolean change = name.endsWith("__change");
        String metric = change ? name.substring(0, name.length() - "__change".length()) : name;
        return choices.metric(metric)
                .map(Metric::label)
                .map(label -> label + (change ? ", change" : "") + (down ? ", largest first" : ", smallest first"))
                .orElseGet(() -> Choices.shortName(name) + (down ? ", Z to A" : ", A to Z"));
    }

    private ConditionRow addRow(Condition condition) {
        ConditionRow[] row = new ConditionRow[1];
        row[0] = new ConditionRow(
                condition, this::choices, dimension -> valuesOf.apply(picked(), dimension), this::touched, () -> {
                    rows.remove(row[0]);
                    showConditions();
                    changed.run();
                });
        rows.add(row[0]);
        return row[0];
    }

    private void showConditions() {
        List<Component> wanted = new ArrayList<>(rows);
        if (conditions
                        .getChildren()
                        .filter(ConditionRow.class::isInstance)
                        .toList()
                        .equals(wanted)
                && conditions.getComponentCount() > rows.size()) {
            return;
        }
        conditions.removeAll();
        conditions.add(wanted);
        Div more = new Div(
                add("+ Filter", new Condition.Picked("", Operator.IS, List.of())),
                add("+ Written condition", new Condition.Written("")));
        more.addClassName("tm-controls");
        conditions.add(more);
    }

    private NativeButton add(String text, Condition empty) {
        NativeButton button = new NativeButton(text, click -> {
            ConditionRow row = addRow(empty);
            showConditions();
            row.focus();
        });
        button.addClassName("tm-quiet");
        button.getElement().setAttribute("type", "button");
        return button;
    }

    private static Div line(String name, Component... controls) {
        Span label = new Span(name);
        label.addClassName("tm-ask-label");
        label.getElement().setAttribute("aria-hidden", "true");
        Div fields = new Div(controls);
        fields.addClassName("tm-ask-fields");
        Div line = new Div(label, fields);
        line.addClassName("tm-ask-line");
        line.getElement().setAttribute("role", "group").setAttribute("aria-label", name);
        return line;
    }

    private static Span label(String text) {
        Span label = new Span(text);
        label.addClassName("tm-faint");
        return label;
    }

    void focus() {
        metrics.focus();
    }
}
