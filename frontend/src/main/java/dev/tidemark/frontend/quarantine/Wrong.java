package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.html.Div;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.Cause;
import java.util.List;

/** What is wrong with events, place by place. */
final class Wrong extends Div {

    private static final long serialVersionUID = 1L;

    private Wrong() {
        addClassName("tm-faulty");
    }

    static Wrong with(Cause cause) {
        return with(cause.reason(), cause.places());
    }

    /**
     * @param reason code of the problem, said where no place is known
     */
    static Wrong with(String reason, List<Fault> places) {
        Wrong wrong = new Wrong();
        for (Fault place : places) {
            Div line = new Div(Text.mono(place.pointer().isEmpty() ? "the event" : place.pointer()));
            line.add(Text.muted(" " + (place.detail().isEmpty() ? words(reason) : place.detail())));
            wrong.add(line);
        }
        if (places.isEmpty()) {
            wrong.add(new Div(Text.plain(words(reason))));
        }
        return wrong;
    }

    /** {@code event-time-too-old} as words. */
    static String words(String reason) {
        return reason.replace('-', ' ');
    }
}
