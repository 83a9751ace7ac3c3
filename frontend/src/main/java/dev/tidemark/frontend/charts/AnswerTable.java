package dev.tidemark.frontend.charts;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import dev.tidemark.router.AnswerColumn;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of an answer, sorted by any column. What is not there is said, not left blank. */
public final class AnswerTable extends Div {

    private static final long serialVersionUID = 1L;
    private static final int ROW = 29;
    private static final int MOST_ROWS = 11;
    private static final int FRAME = 2;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

    private Grid<List<@Nullable Object>> grid = new Grid<>();
    private transient @Nullable Shown shown;
    private List<String> headings = List.of();

    public AnswerTable() {
        addClassName("tm-answer-table");
    }

    /** Shows the next answer; while it has the same columns, the order that somebody chose stays. */
    public void show(Shown next) {
        List<String> wanted = headings(next);
        shown = next;
        if (!wanted.equals(headings)) {
            headings = wanted;
            build(next);
        }
        grid.setItems(next.rows());
        grid.setHeight(ROW * (Math.min(MOST_ROWS, next.rows().size()) + 1) + FRAME + "px");
    }

    private static List<String> headings(Shown shown) {
        return IntStream.range(0, shown.answer().columns().size())
                .mapToObj(place -> Headings.of(shown, place))
                .toList();
    }

    private void build(Shown first) {
        removeAll();
        grid = new Grid<>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        for (int i = 0; i < first.answer().columns().size(); i++) {
            column(i, first);
        }
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "The numbers");
        add(grid);
    }

    private Shown shown() {
        return Objects.requireNonNull(shown, "shown");
    }

    private void column(int place, Shown first) {
        AnswerColumn column = first.answer().columns().get(place);
        Optional<String> unit = Headings.unit(column);
        boolean number = place >= first.keys();
        Grid.Column<List<@Nullable Object>> added = grid.addColumn(row -> text(row.get(place), unit, number))
                .setHeader(headings.get(place))
                .setKey(column.name())
                .setAutoWidth(true)
                .setResizable(true)
                .setComparator((a, b) -> compare(a.get(place), b.get(place)))
                .setTextAlign(number ? ColumnTextAlign.END : ColumnTextAlign.START);
        added.setPartNameGenerator(row -> row.get(place) == null ? "none" : number ? "number" : null);
        added.setTooltipGenerator(row -> row.get(place) instanceof OffsetDateTime at
                ? UTC.format(at.withOffsetSameInstant(ZoneOffset.UTC))
                : null);
    }

    private String text(@Nullable Object cell, Optional<String> unit, boolean number) {
        return switch (cell) {
            case null -> number ? "no value" : Shown.NONE;
            case OffsetDateTime at -> Buckets.name(at, shown().grain());
            case LocalDate day -> Buckets.name(day, shown().grain());
            default -> number ? Figures.text(cell, unit) : cell.toString();
        };
    }

    /** Absent values come first, so that they are seen. */
    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : -1) : 1;
        }
        return a.getClass() == b.getClass() && a instanceof Comparable<?> comparable
                ? ((Comparable<Object>) comparable).compareTo(b)
                : a.toString().compareTo(b.toString());
    }
}
