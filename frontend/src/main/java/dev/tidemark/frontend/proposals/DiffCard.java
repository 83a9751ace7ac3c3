package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.definitions.proposals.FileChange;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What changes in one file, line by line, with the numbers of the lines. */
final class DiffCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");
    private static final int MOST_LINES = 2_000;

    private final Div lines = new Div();
    private int old;
    private int now;

    DiffCard(FileChange file) {
        Card card = new Card(file.path())
                .with(Text.pill(kind(file)), Text.small("+" + file.added() + " −" + file.removed()));
        lines.addClassName("tm-diff");
        lines.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Lines of " + file.path());
        file.patch().lines().limit(MOST_LINES).forEach(this::line);
        if (file.patch().lines().count() > MOST_LINES) {
            lines.add(row("gap", "", "", "and more; the whole of it is in the branch"));
        }
        card.add(lines);
        add(card);
    }

    private static String kind(FileChange file) {
        return switch (file.kind()) {
            case ADDED -> "new";
            case CHANGED -> "changed";
            case REMOVED -> "removed";
        };
    }

    private void line(String line) {
        Matcher hunk = HUNK.matcher(line);
        if (hunk.matches()) {
            old = Integer.parseInt(hunk.group(1));
            now = Integer.parseInt(hunk.group(2));
            lines.add(row("gap", "", "", "⋯"));
        } else if (line.startsWith("+")) {
            lines.add(row("plus", "", String.valueOf(now++), line));
        } else if (line.startsWith("-")) {
            lines.add(row("minus", String.valueOf(old++), "", line));
        } else if (!line.startsWith("\\")) {
            lines.add(row("same", String.valueOf(old++), String.valueOf(now++), line));
        }
    }

    private static Div row(String kind, String before, String after, String text) {
        Div row = new Div(new Span(before), new Span(after), new Span(text));
        row.addClassName(kind);
        return row;
    }
}
