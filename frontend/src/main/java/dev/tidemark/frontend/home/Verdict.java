package dev.tidemark.frontend.home;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The answer to the page's question in one sentence: whether the promises are kept, and how new the newest data is. */
final class Verdict extends Div {

    private static final long serialVersionUID = 1L;

    private final StateMark mark = StateMark.alone(FreshnessState.UNKNOWN);
    private final Span words = new Span();
    private final Span newest = new Span();

    Verdict() {
        addClassName("tm-verdict");
        getElement().setAttribute("role", "status").setAttribute("aria-live", "off");
        add(mark, words, newest);
    }

    void show(List<Freshness> all, Instant now) {
        mark.set(all.stream()
                .map(freshness -> freshness.state(now))
                .filter(state -> state != FreshnessState.UNKNOWN)
                .max(Comparator.naturalOrder())
                .orElse(FreshnessState.UNKNOWN));
        words.setText(words(all, now));
        newest.removeAll();
        Optional<Instant> tide = all.stream()
                .flatMap(freshness -> freshness.completeThrough().stream())
                .max(Comparator.naturalOrder());
        tide.ifPresent(at -> newest.add(
                Text.muted("The newest data is complete through "),
                new When(at, When.Form.SMART),
                Text.muted(" · "),
                new When(at, When.Form.AGO)));
    }

    private static String words(List<Freshness> all, Instant now) {
        long kept = count(all, now, FreshnessState.FRESH);
        long silent = count(all, now, FreshnessState.UNKNOWN);
        if (all.isEmpty() || silent == all.size()) {
            return "Nothing has been heard of any dataset yet.";
        }
        return kept == all.size()
                ? "All " + all.size() + " promises are kept."
                : kept + " of " + all.size() + " promises are kept"
                        + (silent == 0 ? "." : "; " + silent + " not heard of yet.");
    }

    private static long count(List<Freshness> all, Instant now, FreshnessState state) {
        return all.stream().filter(freshness -> freshness.state(now) == state).count();
    }
}
