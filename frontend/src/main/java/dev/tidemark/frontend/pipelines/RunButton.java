package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.pipelines.transforms.TransformRun;
import java.util.concurrent.Callable;

/** Runs a transform now and says what came of it. */
final class RunButton extends Button {

    private static final long serialVersionUID = 1L;

    private final transient Live<TransformRun> live;
    private final transient Runnable then;
    private final Div result = new Div();

    /**
     * @param run runs the transform, on a virtual thread, with the rights of who clicks
     * @param then called under the page's lock when the run has ended
     */
    RunButton(String transform, Callable<TransformRun> run, Runnable then) {
        super("Run now");
        this.then = then;
        setDisableOnClick(true);
        setAriaLabel("Run " + transform + " now");
        addClassName("tm-run");
        result.addClassName("tm-run-result");
        result.getElement().setAttribute("role", "status");
        result.setVisible(false);
        live = new Live<>(this, run, this::ended, this::refused);
        addClickListener(click -> start());
    }

    /** Where the result is told; empty until the first click. */
    Div result() {
        return result;
    }

    private void start() {
        setText("Running…");
        result.removeAll();
        result.add(Text.muted("Running it and what it reads; it waits its turn when others run."));
        result.setVisible(true);
        live.refresh();
    }

    private void ended(TransformRun run) {
        ready();
        result.add(
                Standing.of(run.outcome()).show(new Mark()),
                Text.muted(Quantities.count(run.rows()) + " rows, " + Quantities.count(run.parts())
                        + " parts written, in " + TransformRow.took(run)));
        if (!run.outcome().good()) {
            result.add(Text.plain(run.detail()));
        }
        then.run();
    }

    private void refused(Throwable thrown) {
        ready();
        result.add(ProblemNote.of(thrown));
    }

    private void ready() {
        setText("Run now");
        setEnabled(true);
        result.removeAll();
    }
}
