package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tidemark.catalog.MetricDimension;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/** What to group by: only what all picked metrics share, under the entity it belongs to. */
final class DimensionPicker extends MultiSelectComboBox<String> {

    private static final long serialVersionUID = 1L;

    /**
     * @param choices for the metrics picked now
     */
    DimensionPicker(Supplier<Choices> choices) {
        setAriaLabel("Group by");
        setPlaceholder("Nothing: one total");
        addThemeVariants(MultiSelectComboBoxVariant.LUMO_SMALL);
        setAutoExpand(AutoExpandMode.VERTICAL);
        setClearButtonVisible(true);
        setItems(query -> choices.get()
                .dimensions(query.getFilter().orElse(""))
                .skip(query.getOffset())
                .limit(query.getLimit()));
        setItemLabelGenerator(DimensionPicker::label);
        setRenderer(renderer(choices));
    }

    /** An item of a list of dimensions, with the entity as a heading above the first of its kind. */
    static LitRenderer<String> renderer(Supplier<Choices> choices) {
        return LitRenderer.<String>of("""
                        <span class="tm-pick"><em ?hidden=${!item.heading}>${item.heading}</em>\
                        <span><b>${item.label}</b> <small>${item.name}</small></span><small>${item.about}</small></span>""")
                .withProperty("heading", name -> heading(choices.get().dimensions(), name))
                .withProperty("name", name -> name)
                .withProperty("label", Choices::shortName)
                .withProperty(
                        "about",
                        name -> choices.get()
                                .dimension(name)
                                .map(MetricDimension::description)
                                .orElse(""));
    }

    private static String heading(List<MetricDimension> all, String name) {
        String entity = Choices.entity(name);
        boolean first = all.stream()
                .filter(dimension -> Choices.entity(dimension.name()).equals(entity))
                .findFirst()
                .filter(dimension -> dimension.name().equals(name))
                .isPresent();
        return !first ? "" : entity.isEmpty() ? "one by one" : entity;
    }

    static String label(String name) {
        String entity = Choices.entity(name);
        return entity.isEmpty() ? Choices.shortName(name) : entity + " › " + Choices.shortName(name);
    }

    List<String> picked() {
        return List.copyOf(getValue());
    }

    void show(List<String> dimensions) {
        setValue(new LinkedHashSet<>(dimensions));
    }

    /** Other metrics were picked. */
    void refresh() {
        getDataProvider().refreshAll();
    }
}
