package dev.tidemark.frontend.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import java.time.Duration;

/** The number of open incidents beside their place in the navigation; nothing when there are none. */
final class CountMark extends Span {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final transient OpenCount count;
    private int shown = -1;

    CountMark(OpenCount count) {
        this.count = count;
        addClassName("tm-nav-count");
        Live<Integer> live = new Live<>(this, count::open, this::show, thrown -> {});
        Beat.every(LOOK, this, live::refresh);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show(count.open());
    }

    private void show(int open) {
        if (open == shown) {
            return;
        }
        shown = open;
        setVisible(open > 0);
        setText(open > 99 ? "99+" : Integer.toString(open));
        getElement().setAttribute("title", open == 1 ? "1 open incident" : open + " open incidents");
    }
}
