package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.pipelines.transforms.TransformStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One line per transform; who may build also gets a button to run it now. */
final class TransformTable extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, Optional<RunButton>> buttons;
    private final Div table = Line.table("Transforms");
    private final transient Map<String, TransformRow> rows = new LinkedHashMap<>();

    /**
     * @param buttons makes a transform's button; empty for whom may not run it
     */
    TransformTable(Function<String, Optional<RunButton>> buttons) {
        this.buttons = buttons;
        add(table);
    }

    void show(List<TransformStatus> transforms) {
        List<String> names = transforms.stream()
                .map(transform -> transform.definition().name())
                .toList();
        if (!names.equals(List.copyOf(rows.keySet())) || names.isEmpty()) {
            rebuild(transforms);
        }
        transforms.forEach(
                transform -> rows.computeIfPresent(transform.definition().name(), (name, row) -> row.show(transform)));
    }

    private void rebuild(List<TransformStatus> transforms) {
        removeAll();
        table.removeAll();
        rows.clear();
        if (transforms.isEmpty()) {
            add(new Empty(
                    "No transform is defined yet",
                    "Add a SELECT and its YAML under transforms/ to a workspace of the definitions repository."));
            return;
        }
        add(table);
        table.add(Line.head(
                "transform",
                new Span("Last run"),
                new Span("Table"),
                new Span("When"),
                Line.right(new Span("Took")),
                Line.right(new Span("Rows")),
                new Span("Next run"),
                new Span("")));
        transforms.forEach(transform -> {
            String name = transform.definition().name();
            TransformRow row = new TransformRow(transform, buttons.apply(name));
            rows.put(name, row);
            table.add(row);
        });
    }
}
