package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topics of the families, and the two tables that each fills. */
final class StreamTable extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Fed> fed = new HashMap<>();
    private transient @Nullable List<EventStream> shown;

    void show(List<EventStream> streams, List<Freshness> tides) {
        if (!streams.equals(shown)) {
            shown = streams;
            rebuild(streams);
        }
        Instant now = Instant.now();
        tides.forEach(freshness ->
                fed.computeIfPresent(freshness.dataset().name().table(), (name, table) -> table.show(freshness, now)));
    }

    private void rebuild(List<EventStream> streams) {
        removeAll();
        fed.clear();
        if (streams.isEmpty()) {
            add(new Empty(
                    "No family of events is defined yet",
                    "Add an event type under events/ to a workspace of the definitions repository."));
            return;
        }
        Div table = Line.table("Streams");
        table.add(Line.head(
                "stream",
                new Span("Topic"),
                Line.right(new Span("Partitions")),
                new Span("Kept in the log"),
                new Span("Waits for late events"),
                new Span("Real-time table"),
                new Span("Archive")));
        streams.forEach(stream -> table.add(line(stream)));
        add(table);
    }

    private Line line(EventStream stream) {
        return Line.of(
                "stream",
                Line.two(Text.name(stream.topic()), Text.small(stream.workspace())),
                Line.right(new Span(String.valueOf(stream.family().partitions()))),
                Text.plain(Durations.words(stream.family().retention())),
                Text.plain(Durations.words(stream.family().allowedLateness())),
                feeds(stream.realtimeTable()),
                feeds(stream.archiveTable()));
    }

    private Div feeds(String name) {
        Fed table = new Fed();
        fed.put(name, table);
        Anchor link = new Anchor("freshness#" + name, table.state, Text.plain(" " + name));
        return Line.two(link, table.rows);
    }

    /** A table that a stream fills. */
    private static final class Fed {
        private final StateMark state = StateMark.alone(FreshnessState.UNKNOWN);
        private final Span rows = Text.small("no rows yet");

        Fed show(Freshness freshness, Instant now) {
            state.set(freshness.state(now));
            rows.setText(freshness.rows() < 0 ? "no rows yet" : Quantities.count(freshness.rows()) + " rows");
            return this;
        }
    }
}
