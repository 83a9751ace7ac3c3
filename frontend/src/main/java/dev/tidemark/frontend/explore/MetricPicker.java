package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tidemark.catalog.Metric;
import dev.tidemark.frontend.charts.Figures;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Metrics by name, searched as one types; in the order in which they were picked. */
final class MetricPicker extends MultiSelectComboBox<String> {

    private static final long serialVersionUID = 1L;

    /**
     * @param choices of the workspace as it is now
     */
    MetricPicker(Supplier<Choices> choices) {
        setAriaLabel("Metrics");
        setPlaceholder("Search a metric by name, synonym or owner");
        addThemeVariants(MultiSelectComboBoxVariant.LUMO_SMALL);
        setAutoExpand(AutoExpandMode.VERTICAL);
        setClearButtonVisible(true);
        setSelectedItemsOnTop(true);
        setWidthFull();
        setItems(query -> choices.get()
                .metrics(query.getFilter().orElse(""))
                .skip(query.getOffset())
                .limit(query.getLimit())
                .map(metric -> metric.name().value()));
        setItemLabelGenerator(
                name -> choices.get().metric(name).map(Metric::label).orElse(name));
        setRenderer(LitRenderer.<String>of("""
                        <span class="tm-pick"><span><b>${item.label}</b> <small>${item.mark} ${item.unit}</small></span>\
                        <small>${item.about}</small></span>""")
                .withProperty(
                        "label",
                        name -> choices.get().metric(name).map(Metric::label).orElse(name))
                .withProperty(
                        "mark",
                        name -> choices.get()
                                .metric(name)
                                .filter(metric -> metric.status() == Metric.Status.CERTIFIED)
                                .map(metric -> "✓ certified")
                                .orElse(""))
                .withProperty(
                        "unit",
                        name -> choices.get()
                                .metric(name)
                                .map(metric -> Figures.unit(metric.unit()))
                                .orElse(""))
                .withProperty(
                        "about",
                        name -> choices.get()
                                .metric(name)
                                .map(Metric::description)
                                .orElse("")));
    }

    List<String> picked() {
        return List.copyOf(getValue());
    }

    void show(List<String> metrics) {
        setValue(new java.util.LinkedHashSet<>(metrics));
    }

    /** The workspace has changed. */
    void refresh() {
        setValue(Set.of());
        getDataProvider().refreshAll();
    }
}
