package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line per streaming job. Lines stay while their values change, so that a link keeps its focus. */
final class JobTable extends Div {

    private static final long serialVersionUID = 1L;

    private final Div table = Line.table("Streaming jobs");
    private final transient Map<String, Row> rows = new LinkedHashMap<>();

    JobTable() {
        add(table);
    }

    void show(List<StreamingJob> jobs) {
        List<String> names = jobs.stream().map(job -> job.status().name()).toList();
        if (!names.equals(List.copyOf(rows.keySet())) || jobs.isEmpty()) {
            rebuild(names);
        }
        jobs.forEach(job -> rows.computeIfPresent(job.status().name(), (name, row) -> row.show(job)));
    }

    private void rebuild(List<String> names) {
        removeAll();
        table.removeAll();
        rows.clear();
        if (names.isEmpty()) {
            add(
                    new Empty(
                            "No job is desired yet",
                            "Jobs are submitted when the engines agree with the definitions; right after a start that takes a minute."));
            return;
        }
        add(table);
        table.add(Line.head(
                "job",
                new Span("State"),
                new Span("Job"),
                new Span("Running for"),
                new Span("Last checkpoint"),
                Line.right(new Span("Restarts")),
                Line.right(new Span("Parallelism"))));
        names.forEach(name -> {
            Row row = new Row(name);
            rows.put(name, row);
            table.add(row.line);
        });
    }

    private static final class Row {
        private final Mark state = new Mark();
        private final Span purpose = Text.small("");
        private final Span trouble = Text.small("");
        private final Anchor page = new Anchor();
        private final Span running = new Span();
        private final Div checkpoint = new Div();
        private final Span restarts = new Span();
        private final Span parallelism = new Span();
        private final Line line;

        Row(String name) {
            page.setText("open in Flink");
            page.setTarget("_blank");
            page.addClassName("tm-small");
            page.getElement().setAttribute("rel", "noopener").setAttribute("aria-label", "Open " + name + " in Flink");
            trouble.addClassName("tm-bad");
            Div what = new Div(new Div(Text.name(name), new Span(" "), page), new Div(purpose), new Div(trouble));
            line = Line.of(
                    "job", new Span(state), what, running, checkpoint, Line.right(restarts), Line.right(parallelism));
            line.setId("job-" + name);
        }

        Row show(StreamingJob job) {
            Standing.of(job.status().state()).show(state);
            purpose.setText(job.purpose());
            trouble.setText(job.status().detail().orElse(""));
            page.setVisible(job.page().isPresent());
            job.page().ifPresent(address -> page.setHref(address.toString()));
            running.removeAll();
            running.add(When.of(job.figures().map(StreamingJob.Figures::since), When.Form.AGE));
            showCheckpoint(job);
            restarts.setText(job.figures()
                    .map(figures -> Quantities.count(figures.restarts()))
                    .orElse("—"));
            parallelism.setText(job.figures()
                    .map(figures -> String.valueOf(figures.parallelism()))
                    .orElse("—"));
            return this;
        }

        private void showCheckpoint(StreamingJob job) {
            checkpoint.removeAll();
            Div size = new Div();
            job.figures().ifPresent(figures -> {
                if (figures.checkpointBytes().isPresent()) {
                    size.add(Text.small(
                            Quantities.bytes(figures.checkpointBytes().getAsLong())));
                }
                if (figures.failedCheckpoints() > 0) {
                    size.add(Text.small(" · " + Quantities.count(figures.failedCheckpoints()) + " failed"));
                }
            });
            checkpoint.add(new Div(When.of(job.status().lastCheckpoint(), When.Form.AGO)), size);
        }
    }
}
