package dev.tidemark.frontend.charts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.catalog.ChartKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer as charts: metrics of the same unit share one over time, every other has its own. Showing the next answer moves the same charts. */
public final class AnswerChart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient List<Frame> frames = new ArrayList<>();
    private final Div foot = new Div();
    private transient OptionalInt height = OptionalInt.empty();

    private record Frame(H3 title, Chart chart) {}

    public AnswerChart() {
        addClassName("tm-answer-chart");
        foot.addClassName("tm-chart-foot");
        add(foot);
    }

    /**
     * Makes every chart as high as its neighbours instead of as high as it needs.
     *
     * @param pixels of each chart
     */
    public AnswerChart withHeight(int pixels) {
        height = OptionalInt.of(pixels);
        return this;
    }

    public void show(Shown shown, ChartKind kind) {
        List<Drawing> drawings = drawings(shown, kind);
        fit(drawings.size());
        for (int i = 0; i < drawings.size(); i++) {
            Drawing drawing = drawings.get(i);
            Frame frame = frames.get(i);
            frame.title().setText(drawing.title());
            frame.title().setVisible(drawings.size() > 1);
            frame.chart().setHeight(height.orElse(drawing.height()) + "px");
            frame.chart().show(drawing.model(), drawing.words());
        }
        showFoot(shown, drawings);
    }

    private void fit(int wanted) {
        while (frames.size() > wanted) {
            Frame frame = frames.removeLast();
            remove(frame.title(), frame.chart());
        }
        while (frames.size() < wanted) {
            Frame frame = new Frame(new H3(), new Chart());
            frames.add(frame);
            addComponentAtIndex(getComponentCount() - 1, frame.title());
            addComponentAtIndex(getComponentCount() - 1, frame.chart());
        }
    }

    private static List<Drawing> drawings(Shown shown, ChartKind kind) {
        if (!shown.overTime()) {
            return shown.metrics().stream()
                    .map(metric -> OfCategories.draw(shown, metric))
                    .toList();
        }
        if (shown.grouped()) {
            return shown.metrics().stream()
                    .map(metric -> new OverTime(shown, List.of(metric)).draw(kind))
                    .toList();
        }
        Map<Optional<String>, List<Measured>> byUnit = new LinkedHashMap<>();
        shown.metrics()
                .forEach(metric -> byUnit.computeIfAbsent(metric.unit(), unit -> new ArrayList<>())
                        .add(metric));
        return byUnit.values().stream()
                .map(metrics -> new OverTime(shown, metrics).draw(kind))
                .toList();
    }

    private void showFoot(Shown shown, List<Drawing> drawings) {
        foot.removeAll();
        if (shown.overTime() && shown.tide().isPresent()) {
            Span line = new Span();
            line.addClassName("tm-legend-line");
            Span hatch = new Span();
            hatch.addClassName("tm-legend-hatch");
            foot.add(new Span(line, new Span("complete through")), new Span(hatch, new Span("still filling")));
        }
        drawings.stream()
                .map(Drawing::rest)
                .filter(rest -> !rest.isEmpty())
                .distinct()
                .forEach(rest -> foot.add(new Span(rest)));
        foot.setVisible(foot.getComponentCount() > 0);
    }
}
