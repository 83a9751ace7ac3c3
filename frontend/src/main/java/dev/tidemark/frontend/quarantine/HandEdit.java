package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.router.Asker;

/** One event written anew by hand. */
final class HandEdit extends Div {

    private static final long serialVersionUID = 1L;

    private final transient QuarantineDesk desk;
    private final transient Asker asker;
    private final transient Runnable begun;
    private final long event;
    private final TextArea text = new TextArea("The event");
    private final TextField reason = new TextField("Why");
    private final Div outcome = new Div();

    HandEdit(QuarantineDesk desk, Asker asker, HeldEvent event, Runnable begun) {
        this.desk = desk;
        this.asker = asker;
        this.begun = begun;
        this.event = event.id();
        addClassName("tm-hand");
        text.setValue(event.original());
        text.setWidthFull();
        text.addClassName("tm-mono");
        reason.setWidthFull();
        Button attempt = new Button("Try it", click -> attempt());
        Button send = new Button("Send this one back", click -> send());
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div tools = new Div(attempt, send);
        tools.addClassName("tm-actions");
        outcome.getElement().setAttribute("role", "status");
        add(text, reason, tools, outcome);
    }

    private void attempt() {
        outcome.removeAll();
        try {
            Rehearsal.Sample sample =
                    desk.rehearse(event, text.getValue(), asker).samples().getFirst();
            outcome.add(
                    sample.passed()
                            ? Text.pill("it would pass", "good")
                            : new MarkedJson("What is still wrong", sample.after(), sample.faults()));
            if (!sample.passed()) {
                outcome.addComponentAsFirst(Text.pill(sample.detail(), "bad"));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void send() {
        outcome.removeAll();
        try {
            desk.replay(event, text.getValue(), reason.getValue(), asker);
            outcome.add(Text.plain("It is on its way."));
            begun.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException thrown) {
        outcome.add(
                thrown instanceof ProblemException problem ? ProblemNote.withFaults(problem) : ProblemNote.of(thrown));
    }
}
