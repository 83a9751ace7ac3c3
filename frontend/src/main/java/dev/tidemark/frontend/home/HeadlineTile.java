package dev.tidemark.frontend.home;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.charts.Figures;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/** One number of today, with the short form of its receipt. */
final class HeadlineTile extends Anchor {

    private static final long serialVersionUID = 1L;

    private final transient Catalogs.Entry entry;
    private final transient Live<Answer> live;
    private final Span value = new Span("…");
    private final Div foot = new Div();

    HeadlineTile(Catalogs.Entry entry, Questions questions, Asker asker) {
        this.entry = entry;
        setHref("metrics/" + entry.metric().name() + "?workspace=" + entry.workspace() + "&range=today");
        addClassName("tm-tile");
        Div label = new Div(
                Text.plain(entry.metric().label()),
                Text.small(Figures.unit(entry.metric().unit())));
        label.addClassName("tm-label");
        value.addClassName("tm-value");
        foot.addClassName("tm-foot");
        add(label, value, foot);
        live = new Live<>(this, () -> questions.ask(today(), asker), this::show, thrown -> {
            value.setText("—");
            foot.removeAll();
            foot.add(Text.plain(
                    thrown instanceof ProblemException problem
                            ? problem.problem().title()
                            : "No answer"));
            setTitle(String.valueOf(thrown.getMessage()));
        });
    }

    void refresh() {
        live.refresh();
    }

    boolean readsAny(Set<DatasetName> moved) {
        return !Collections.disjoint(moved, entry.datasets());
    }

    private MetricQuery today() {
        ZoneId zone = entry.metric().timeZone().orElse(ZoneOffset.UTC);
        var midnight = Instant.now().atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return MetricQuery.of(entry.workspace(), entry.metric().name().value())
                .withTimeZone(zone.getId())
                .withTimeRange(midnight.toInstant(), midnight.plusDays(1).toInstant());
    }

    private void show(Answer answer) {
        value.setText(Figures.text(
                answer.rows().isEmpty() ? null : answer.rows().getFirst().getLast(),
                entry.metric().unit()));
        setTitle("");
        foot.removeAll();
        foot.add(
                Text.plain(answer.receipt().spans().stream()
                        .map(span -> span.store())
                        .distinct()
                        .collect(Collectors.joining(" + "))),
                Text.plain("· as of"),
                new When(answer.receipt().completeThrough(), When.Form.AGO));
    }
}
