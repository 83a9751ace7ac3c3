package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.router.Asker;
import java.util.List;
import java.util.Optional;

/** The databases whose changes become events. Asks for itself: the capture process is another one, and may be away while all else is there. */
final class CapturesCard extends Section {

    private static final long serialVersionUID = 1L;

    private final transient Captures captures;
    private final transient Asker asker;
    private final boolean mayPropose;
    private final transient Live<List<CapturedDatabase>> live;
    private final Div problem = new Div();
    private final CaptureTable table = new CaptureTable(this::button);

    CapturesCard(Captures captures, Asker asker, boolean mayPropose) {
        this.captures = captures;
        this.asker = asker;
        this.mayPropose = mayPropose;
        live = new Live<>(this, captures::now, this::show, this::fail);
        problem.getElement().setAttribute("role", "status");
        Card card = new Card("Captured databases");
        card.add(problem, table);
        add(card);
    }

    void refresh() {
        live.refresh();
    }

    private void show(List<CapturedDatabase> databases) {
        problem.removeAll();
        table.setVisible(true);
        table.show(databases);
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
        table.setVisible(false);
    }

    private Optional<Component> button(CapturedDatabase database, CapturedDatabase.Table table) {
        if (!mayPropose || table.missingFields().isEmpty()) {
            return Optional.empty();
        }
        Button propose = new Button("Propose the " + (table.missingFields().size() == 1 ? "field" : "fields"));
        propose.setAriaLabel("Propose what " + table.event() + " lacks");
        propose.setDisableOnClick(true);
        propose.addClickListener(click -> propose(propose, database, table));
        return Optional.of(propose);
    }

    private void propose(Button button, CapturedDatabase database, CapturedDatabase.Table table) {
        try {
            long proposal = captures.proposeFields(database.workspace(), database.source(), table.name(), asker);
            UI.getCurrent().navigate("proposals/" + proposal);
        } catch (RuntimeException e) {
            button.setEnabled(true);
            problem.removeAll();
            problem.add(ProblemNote.of(e));
        }
    }
}
