package dev.tidemark.frontend.metrics;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import dev.tidemark.frontend.charts.Figures;
import dev.tidemark.frontend.parts.Fold;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The numbers of a chart, for whoever cannot or would rather not look at the drawing. */
final class ChartTable extends Div {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.UK);

    private final Div scroll = new Div();

    ChartTable() {
        scroll.addClassName("tm-scroll");
        add(new Fold("These numbers as a table", scroll));
    }

    void show(Series series, Optional<String> unit, MetricLook look) {
        Element table = new Element("table").setAttribute("class", "tm-table");
        Element head = new Element("tr");
        head.appendChild(new Element("th").setText(look.grain()));
        series.lines()
                .keySet()
                .forEach(name -> head.appendChild(new Element("th")
                        .setAttribute("class", "n")
                        .setText(name + (unit.isEmpty() ? "" : " (" + Figures.unit(unit) + ")"))));
        table.appendChild(head);
        boolean clock = look.grain().equals("minute") || look.grain().equals("hour");
        for (Instant time : series.newestFirst()) {
            Element row = new Element("tr");
            row.appendChild(new Element("td").setText((clock ? TIME : DAY).format(time.atZone(look.zone()))));
            series.lines()
                    .keySet()
                    .forEach(name -> row.appendChild(new Element("td")
                            .setAttribute("class", "n")
                            .setText(series.at(name, time)
                                    .map(v -> Figures.text(v, unit))
                                    .orElse("—"))));
            table.appendChild(row);
        }
        scroll.getElement().removeAllChildren();
        scroll.getElement().appendChild(table);
    }
}
