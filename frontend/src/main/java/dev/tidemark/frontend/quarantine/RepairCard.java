package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.RepairDocument;
import dev.tidemark.quarantine.RepairStep;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.quarantine.Suggestions;
import dev.tidemark.router.Asker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A repair by rule: picked step by step, tried on real events, then sent back with a reason. */
final class RepairCard extends Section {

    private static final long serialVersionUID = 1L;

    private final transient QuarantineDesk desk;
    private final transient Asker asker;
    private final transient Runnable begun;
    private final transient Live<Rehearsal> trial;
    private final transient Live<Replay> departure;
    private final transient List<StepRow> rows = new ArrayList<>();
    private final Div steps = new Div();
    private final Div outcome = new Div();
    private final TextField reason = new TextField("Why");
    private final Button send = new Button("Send back");
    private final Button discard = new Button("Discard");
    private String cause = "";
    private volatile Repair tried = Repair.NOTHING;

    /**
     * @param begun called under the page's lock when events are on their way, or discarded
     */
    RepairCard(QuarantineDesk desk, Asker asker, Runnable begun) {
        this.desk = desk;
        this.asker = asker;
        this.begun = begun;
        trial = new Live<>(this, () -> this.desk.rehearse(cause, tried, asker), this::show, this::fail);
        departure = new Live<>(
                this, () -> this.desk.replay(cause, tried, reason.getValue(), asker), this::sent, this::fail);
        steps.addClassName("tm-steps");
        outcome.addClassName("tm-outcome");
        outcome.getElement().setAttribute("role", "status");
        Button more = new Button("Add a step", click -> add(Map.of("op", "default")));
        more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        Button attempt = new Button("Try it", click -> attempt());
        attempt.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div tools = new Div(attempt, more);
        tools.addClassName("tm-actions");
        reason.setPlaceholder("what went wrong, and why this is the right repair");
        reason.setWidthFull();
        send.setEnabled(false);
        send.setDisableOnClick(true);
        send.addClickListener(click -> departure.refresh());
        discard.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
        discard.addClickListener(click -> discard());
        Div decide = new Div(send, discard);
        decide.addClassName("tm-actions");
        Card card = new Card("Repair").with(Text.small("tried before anything is sent"));
        card.padded(steps, tools, outcome, reason, decide);
        add(card);
    }

    /** Begins with the repair that the cause speaks for. */
    void open(Cause of) {
        cause = of.id();
        steps.removeAll();
        rows.clear();
        Repair suggested = Suggestions.of(of);
        RepairDocument.maps(suggested).forEach(this::add);
        Set<String> named = suggested.steps().stream()
                .filter(RepairStep.Rename.class::isInstance)
                .map(step -> ((RepairStep.Rename) step).to().toString())
                .collect(Collectors.toSet());
        of.places().stream()
                .filter(place -> place.detail().startsWith("missing,") && !named.contains(place.pointer()))
                .map(Fault::pointer)
                .forEach(pointer -> add(Map.of("op", "default", "at", pointer)));
        outcome.removeAll();
        outcome.add(Text.muted(
                rows.isEmpty()
                        ? "Nothing has to change when the definitions were wrong and have been corrected: try it as it is."
                        : "What is wrong speaks for these steps. Change them, then try them."));
    }

    private void add(Map<String, Object> step) {
        StepRow row = new StepRow(step, this::changed, gone -> {
            rows.remove(gone);
            steps.remove(gone);
            changed();
        });
        rows.add(row);
        steps.add(row);
    }

    /** What was tried is no longer what is written. */
    private void changed() {
        send.setEnabled(false);
        outcome.removeAll();
    }

    private void attempt() {
        outcome.removeAll();
        try {
            tried = RepairDocument.of(rows.stream().map(StepRow::step).toList());
            outcome.add(Text.muted("Trying it on the newest events…"));
            trial.refresh();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void show(Rehearsal rehearsal) {
        outcome.removeAll();
        boolean all = rehearsal.passed() == rehearsal.tried();
        outcome.add(Text.pill(
                Quantities.count(rehearsal.passed()) + " of " + Quantities.count(rehearsal.tried()) + " would pass",
                all ? "good" : rehearsal.passed() == 0 ? "bad" : "warn"));
        rehearsal.remaining().forEach(each -> {
            Div left = new Div(
                    Text.small(Quantities.count(each.events()) + " would stay:"),
                    Wrong.with(each.reason(), each.places()));
            left.addClassName("tm-remaining");
            outcome.add(left);
        });
        rehearsal.samples().stream()
                .findFirst()
                .ifPresent(sample -> outcome.add(
                        Text.small("Event " + sample.eventId() + " would then be"),
                        new MarkedJson("The event after the repair", sample.after(), sample.faults())));
        send.setEnabled(rehearsal.passed() > 0);
        send.setText("Send back");
    }

    private void sent(Replay replay) {
        outcome.removeAll();
        outcome.add(Text.plain(Quantities.count(replay.total()) + " events are on their way."));
        reason.clear();
        begun.run();
    }

    private void discard() {
        outcome.removeAll();
        try {
            desk.discard(cause, reason.getValue(), asker);
            outcome.add(Text.plain("They are discarded, and can be looked at for a while."));
            reason.clear();
            begun.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable thrown) {
        outcome.removeAll();
        outcome.add(
                thrown instanceof dev.tidemark.problems.ProblemException problem
                        ? ProblemNote.withFaults(problem)
                        : ProblemNote.of(thrown));
        send.setEnabled(!tried.equals(Repair.NOTHING) || rows.isEmpty());
    }
}
