package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;

/** What a builder does about an incident: says that they know, gives it to somebody, says why it is over. */
final class DeedsCard extends Section {

    private static final long serialVersionUID = 1L;

    private final transient Runnable done;
    private final Button acknowledge = new Button("Acknowledge");
    private final TextField assignee = new TextField("Who is on it");
    private final Div assigning;
    private final Select<Resolution> resolution = new Select<>();
    private final TextArea words = new TextArea("What was found or done");
    private final Div resolving;
    private final Div outcome = new Div();
    private final Card card = new Card("What to do");
    private long id;
    private boolean named;

    /**
     * @param done called under the page's lock after something was done
     */
    DeedsCard(IncidentDesk desk, Asker asker, Runnable done) {
        this.done = done;
        acknowledge.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        acknowledge.addClickListener(click -> act(() -> desk.acknowledge(id, "", asker)));
        Button assign = new Button("Assign", click -> act(() -> desk.assign(id, assignee.getValue(), asker)));
        assignee.setWidthFull();
        assigning = new Div(assignee, assign);
        assigning.addClassName("tm-deed");
        resolution.setLabel("Why it is over");
        resolution.setItems(Resolution.FIXED, Resolution.FALSE_ALARM, Resolution.ACCEPTED, Resolution.DUPLICATE);
        resolution.setItemLabelGenerator(Resolution::title);
        resolution.setValue(Resolution.FIXED);
        resolution.setWidthFull();
        words.setWidthFull();
        Button resolve = new Button(
                "Resolve",
                click -> act(() -> {
                    desk.resolve(id, resolution.getValue(), words.getValue(), asker);
                    words.clear();
                }));
        resolving = new Div(resolution, words, resolve);
        resolving.addClassName("tm-deed");
        outcome.getElement().setAttribute("role", "status");
        Div all = new Div(acknowledge, assigning, resolving, outcome);
        all.addClassName("tm-deeds");
        card.padded(all);
        add(card);
    }

    void show(Incident incident) {
        id = incident.id();
        card.setVisible(!incident.resolved());
        acknowledge.setVisible(incident.state() == Incident.State.OPEN);
        if (!named) {
            named = true;
            incident.assignee().ifPresent(assignee::setValue);
        }
    }

    private void act(Runnable deed) {
        outcome.removeAll();
        try {
            deed.run();
            done.run();
        } catch (RuntimeException e) {
            outcome.add(e instanceof ProblemException problem ? ProblemNote.withFaults(problem) : ProblemNote.of(e));
        }
    }
}
