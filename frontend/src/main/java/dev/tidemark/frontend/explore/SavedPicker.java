package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.frontend.Catalogs;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Opens a saved query, found by its name or what it says of itself. */
final class SavedPicker extends ComboBox<SavedPicker.Choice> {

    private static final long serialVersionUID = 1L;

    record Choice(String workspace, SavedQuery query) {

        boolean has(String typed) {
            return Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .allMatch(word -> (query.label()
                                    + ' '
                                    + query.name()
                                    + ' '
                                    + query.description()
                                    + ' '
                                    + String.join(" ", query.metrics()))
                            .toLowerCase(Locale.ROOT)
                            .contains(word));
        }
    }

    /**
     * @param open told of what is chosen
     */
    SavedPicker(Catalogs catalogs, Consumer<Choice> open) {
        setAriaLabel("Open a saved query");
        setPlaceholder("Open a saved query");
        addThemeVariants(ComboBoxVariant.LUMO_SMALL);
        setWidth("220px");
        getStyle().set("--vaadin-combo-box-overlay-width", "min(420px, 92vw)");
        setItems(query -> catalogs.all().stream()
                .flatMap(
                        catalog -> catalog.savedQueries().stream().map(saved -> new Choice(catalog.workspace(), saved)))
                .filter(choice -> choice.has(query.getFilter().orElse("")))
                .skip(query.getOffset())
                .limit(query.getLimit()));
        setItemLabelGenerator(choice -> choice.query().label());
        setRenderer(LitRenderer.<Choice>of("""
                        <span class="tm-pick"><span><b>${item.label}</b> <small>${item.workspace}</small></span>\
                        <small>${item.about}</small></span>""")
                .withProperty("label", choice -> choice.query().label())
                .withProperty("workspace", Choice::workspace)
                .withProperty("about", choice -> choice.query().description()));
        addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                open.accept(change.getValue());
                clear();
            }
        });
        setVisible(catalogs.all().stream()
                .anyMatch(catalog -> !catalog.savedQueries().isEmpty()));
    }
}
