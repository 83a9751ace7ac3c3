package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.frontend.parts.Text;
import java.util.Optional;

/** Which saved query the question on the page is, and whether it still asks the same. */
final class SavedBar extends Div {

    private static final long serialVersionUID = 1L;

    /** How the question on the page stands to the saved query it was opened as. */
    enum Standing {
        /** It was not opened as one. */
        NONE,
        /** It still asks the same, be it of another time. */
        SAME,
        /** Somebody has changed it on the page, or the saved one since the address was copied. */
        CHANGED,
        /** There is no such saved query any more. */
        GONE
    }

    private final boolean mayEdit;

    SavedBar(boolean mayEdit) {
        this.mayEdit = mayEdit;
        addClassName("tm-saved-bar");
        getElement().setAttribute("role", "status").setAttribute("aria-label", "Saved query");
    }

    void show(Inquiry inquiry, Standing standing, Optional<SavedQuery> query) {
        removeAll();
        setVisible(standing != Standing.NONE);
        switch (standing) {
            case NONE -> {}
            case GONE ->
                add(
                        Text.pill("gone", "warn"),
                        new Span("There is no saved query “" + inquiry.saved() + "” in " + inquiry.workspace()
                                + " any more. "
                                + (inquiry.metrics().isEmpty()
                                        ? "Open another one, or pick a metric."
                                        : "The question below is as the address has it.")));
            case SAME -> query.ifPresent(known -> same(inquiry, known));
            case CHANGED -> query.ifPresent(known -> changed(inquiry, known));
        }
    }

    private void same(Inquiry inquiry, SavedQuery known) {
        add(Text.pill("saved query", "accent"), Text.name(known.label()), Text.muted(known.description()));
        written(inquiry, known);
    }

    private void changed(Inquiry inquiry, SavedQuery known) {
        add(
                Text.pill("changed", "warn"),
                new Span("This is not what “" + known.label() + "” asks any more."),
                new Anchor(address(inquiry.workspace(), known.name()), "Back to what is saved"));
        written(inquiry, known);
    }

    private void written(Inquiry inquiry, SavedQuery known) {
        Span place = Text.small("in " + known.place().file());
        if (mayEdit) {
            Anchor edit = new Anchor(
                    "edit?path=" + inquiry.workspace() + "/" + known.place().file() + "&line="
                            + Math.max(1, known.place().line()),
                    "in " + known.place().file());
            edit.addClassName("tm-small");
            add(edit);
        } else {
            add(place);
        }
    }

    /** Where a saved query is opened as it is then. */
    static String address(String workspace, String name) {
        return "explore?saved=" + name + "&workspace=" + workspace;
    }
}
