package dev.tidemark.frontend.rollups;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.frontend.Latest;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Rollups;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import dev.tidemark.router.usage.UsageReport.TableUse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rollup. It is let out of quarantine here only after it was asked once more and agreed. */
final class RollupCard extends Section {

    private static final long serialVersionUID = 1L;

    private final transient RollupDesk desk;
    private final transient Asker asker;
    private final transient RollupName name;
    private final Mark state = new Mark();
    private final Facts standing = new Facts();
    private final Facts covers = new Facts();
    private final Div why = new Div();
    private final Div outcome = new Div();
    private final Button prove = new Button("Compare now", click -> prove());
    private final Button release = new Button("Release", click -> release());
    private final transient Runnable done;
    private final transient Latest<ProofRun> proving;
    private transient RollupDesk.@Nullable Row shown;
    private boolean proven;

    /**
     * @param done called under the page's lock after something was done
     */
    RollupCard(RollupName name, RollupDesk desk, Asker asker, boolean mayBuild, Runnable done) {
        this.name = name;
        this.desk = desk;
        this.asker = asker;
        this.done = done;
        proving = new Latest<>(this, this::proven, this::fail);
        setId(name.binding());
        prove.setAriaLabel("Compare " + name.binding() + " with its rows now");
        prove.setVisible(mayBuild);
        release.setAriaLabel("Release " + name.binding());
        release.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        release.setVisible(false);
        outcome.getElement().setAttribute("role", "status").setAttribute("aria-label", "Outcome");
        outcome.addClassName("tm-outcome");
        Div columns = new Div(standing, covers);
        columns.addClassName("tm-two");
        Card card = new Card(name.binding()).with(state, prove, release);
        card.padded(why, columns, outcome);
        add(card);
    }

    /** Everything that a search finds it by. */
    static String words(RollupDesk.Row row) {
        Rollups.Known known = row.known();
        return String.join(
                " ",
                known.binding().id(),
                known.workspace(),
                known.model().name(),
                known.binding().table(),
                known.binding().store(),
                String.join(" ", known.rollup().dimensions()),
                measures(known.rollup()),
                row.standing().quarantined() ? "quarantined" : "in use");
    }

    private static String measures(Rollup rollup) {
        return rollup.sums().stream().map(Rollup.Sum::measure).distinct().collect(Collectors.joining(", "));
    }

    RollupCard show(RollupDesk.Row row) {
        if (row.equals(shown)) {
            return this;
        }
        shown = row;
        RollupStanding now = row.standing();
        mark(now);
        release.setVisible(prove.isVisible() && now.quarantined() && proven);
        why.removeAll();
        if (now.quarantined()) {
            why.add(quarantine(row));
        }
        standing(row);
        covers(row.known());
        return this;
    }

    private void mark(RollupStanding now) {
        if (now.quarantined()) {
            state.show(Mark.Tone.BAD, "in quarantine", "No question is answered from it");
        } else if (now.agreed() > 0) {
            state.show(Mark.Tone.GOOD, "proven", "It said what its rows say whenever they were compared");
        } else {
            state.show(
                    Mark.Tone.IDLE,
                    "not compared yet",
                    "It answers; the first question from it is compared with the rows");
        }
    }

    private Component quarantine(RollupDesk.Row row) {
        Div note = new Div();
        note.addClassNames("tm-problem");
        Div what = new Div(Text.name("It does not say what its rows say, so no question is answered from it."));
        row.standing()
                .incident()
                .ifPresent(difference -> what.add(new Div(Text.plain(Durations.inWords(difference) + "."))));
        Div next = new Div(Text.muted(
                prove.isVisible()
                        ? "Repair the transform that makes it or its definition, compare it again, and release it when both agree."
                        : "A builder repairs and releases it; your questions are answered from the rows meanwhile."));
        Div links = new Div();
        links.addClassName("tm-controls");
        row.incident().ifPresent(id -> links.add(new Anchor("incidents/" + id, "Incident #" + id)));
        note.add(what, next, links);
        return note;
    }

    private void standing(RollupDesk.Row row) {
        RollupStanding now = row.standing();
        standing.clear();
        now.quarantinedAt().ifPresent(at -> standing.put("In quarantine since", new When(at, When.Form.FULL)));
        standing.put(
                "Compared with its rows",
                now.compared() == 0
                        ? "never"
                        : times(now.compared()) + ", "
                                + (now.compared() == now.agreed()
                                        ? "always the same"
                                        : times(now.compared() - now.agreed()) + " different"));
        now.lastCompared().ifPresent(at -> standing.put("Last compared", new When(at, When.Form.AGO)));
        String days = " in " + Rollups.COUNTED.toDays() + " days";
        Optional<TableUse> own = row.used().own();
        standing.put(
                "Answered",
                own.map(use -> Quantities.count(use.answers()) + (use.answers() == 1 ? " question" : " questions"))
                                .orElse("no question")
                        + days);
        own.ifPresent(use -> standing.put("Reads for a question", perQuestion(use)));
        row.used().rows().ifPresent(use -> standing.put("The rows read for one", perQuestion(use)));
        if (own.isPresent() && row.used().rows().isPresent()) {
            saved(own.get(), row.used().rows().get())
                    .ifPresent(bytes -> standing.put("Saved, if alike", Quantities.bytes(bytes) + days));
        }
    }

    private static String times(long count) {
        return count == 1 ? "once" : Quantities.count(count) + " times";
    }

    private static String perQuestion(TableUse use) {
        long answers = Math.max(1, use.answers());
        return Quantities.bytes(use.bytes() / answers) + ", " + use.millis() / answers + " ms";
    }

    /** What its questions would have read more, had they read as much as those that the rows answered. */
    private static Optional<Long> saved(TableUse own, TableUse rows) {
        long more = rows.bytes() / Math.max(1, rows.answers()) * own.answers() - own.bytes();
        return Optional.of(more).filter(bytes -> bytes > 0);
    }

    private void covers(Rollups.Known known) {
        Binding binding = known.binding();
        Rollup rollup = known.rollup();
        covers.clear();
        covers.put("Sums up", known.model().name() + " in " + known.workspace());
        covers.put("Grain", rollup.grain().word() + ", " + rollup.zone().getId());
        covers.put("Dimensions", rollup.dimensions().isEmpty() ? "none" : String.join(", ", rollup.dimensions()));
        covers.put("Measures", measures(rollup));
        covers.put("Table", Text.mono(binding.store() + " " + binding.table()));
        String file = known.workspace() + "/" + binding.place().file();
        covers.put(
                "Bound in",
                prove.isVisible()
                        ? new Anchor(
                                "edit?path=" + file + "&line="
                                        + Math.max(1, binding.place().line()),
                                binding.place().toString())
                        : new Span(binding.place().toString()));
    }

    private void prove() {
        prove.setEnabled(false);
        proven = false;
        release.setVisible(false);
        outcome.removeAll();
        outcome.add(Text.muted("Asking it and its rows the same…"));
        proving.ask(Duration.ZERO, () -> desk.prove(name, asker));
    }

    private void proven(ProofRun run) {
        prove.setEnabled(true);
        outcome.removeAll();
        switch (run) {
            case ProofRun.Agreed agreed -> {
                proven = true;
                outcome.add(
                        Text.pill("the same", "good"),
                        Text.plain(Quantities.count(agreed.groups()) + " groups agree, for "
                                + String.join(", ", agreed.metrics()) + "."));
                release.setVisible(shown != null && shown.standing().quarantined());
            }
            case ProofRun.Differed differed ->
                outcome.add(
                        Text.pill("different", "bad"),
                        Text.plain(Durations.inWords(differed.what()) + ". It is in quarantine."));
            case ProofRun.NotCompared not ->
                outcome.add(Text.pill("not compared", "warn"), Text.plain(Durations.inWords(not.why()) + "."));
        }
        done.run();
    }

    private void release() {
        outcome.removeAll();
        try {
            desk.release(name, asker);
            proven = false;
            outcome.add(Text.pill("released", "good"), Text.plain("It answers again, and is compared again."));
            done.run();
        } catch (RuntimeException e) {
            outcome.add(ProblemNote.of(e));
        }
    }

    private void fail(Throwable thrown) {
        prove.setEnabled(true);
        outcome.removeAll();
        outcome.add(ProblemNote.of(thrown));
    }
}
