package dev.tidemark.frontend.freshness;

import com.vaadin.flow.component.html.Div;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.TideSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day in 48 cells, each as bad as its worst moment. */
final class HeatLine extends Div {

    private static final long serialVersionUID = 1L;
    private static final int CELLS = 48;

    HeatLine() {
        addClassName("tm-heat");
        getElement().setAttribute("role", "img");
        show(List.of(), Instant.EPOCH, Instant.EPOCH.plusSeconds(CELLS));
    }

    void show(List<TideSample> samples, Instant from, Instant to) {
        @Nullable FreshnessState[] worst = new FreshnessState[CELLS];
        long width = Math.max(1, Duration.between(from, to).toMillis() / CELLS);
        for (TideSample sample : samples) {
            int cell =
                    (int) Math.clamp(Duration.between(from, sample.sampledAt()).toMillis() / width, 0, CELLS - 1);
            FreshnessState before = worst[cell];
            if (sample.state() != FreshnessState.UNKNOWN
                    && (before == null || sample.state().compareTo(before) > 0)) {
                worst[cell] = sample.state();
            }
        }
        StringBuilder html = new StringBuilder();
        int good = 0;
        int known = 0;
        for (FreshnessState state : worst) {
            known += state == null ? 0 : 1;
            good += state == FreshnessState.FRESH ? 1 : 0;
            html.append("<i class=\"").append(state == null ? "" : state.word()).append("\"></i>");
        }
        getElement().setProperty("innerHTML", html.toString());
        String text = known == 0
                ? "No history yet"
                : good + " of the " + known + " observed spans of " + Durations.words(Duration.ofMillis(width))
                        + " were fresh throughout";
        getElement().setAttribute("aria-label", text).setAttribute("title", text);
    }
}
