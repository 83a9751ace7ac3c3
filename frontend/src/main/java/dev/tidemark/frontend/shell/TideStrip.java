package dev.tidemark.frontend.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.Tides;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thin line on every page that says how fresh the platform is, the most urgent first. */
final class TideStrip extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 7;

    private final transient Tides tides;
    private final transient Live<List<Freshness>> live;
    private transient Tides.@Nullable Subscription subscription;
    private final StateMark worst = StateMark.alone(FreshnessState.UNKNOWN);
    private final Span summary = new Span();
    private final Anchor first = new Anchor("freshness");
    private final transient Map<DatasetName, Entry> entries = new LinkedHashMap<>();

    TideStrip(Tides tides) {
        this.tides = tides;
        addClassName("tm-strip");
        getElement()
                .setAttribute("role", "status")
                .setAttribute("aria-live", "off")
                .setAttribute("aria-label", "How fresh the platform is");
        first.addClassName("tm-strip-sum");
        first.add(worst, summary);
        add(first);
        live = new Live<>(this, tides::now, this::show, thrown -> {});
    }

    @Override
    protected void onAttach(AttachEvent event) {
        subscription = tides.onChange(moved -> live.refresh());
        show(tides.now());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void show(List<Freshness> all) {
        Instant now = Instant.now();
        List<Freshness> urgent = all.stream()
                .sorted(Comparator.<Freshness, Integer>comparing(freshness -> -urgency(freshness.state(now)))
                        .thenComparing(freshness -> freshness.dataset().promise())
                        .thenComparing(freshness -> freshness.dataset().name()))
                .limit(SHOWN)
                .toList();
        summary.setText(words(all, now));
        worst.set(all.stream()
                .map(freshness -> freshness.state(now))
                .max(Comparator.comparing(TideStrip::urgency))
                .orElse(FreshnessState.UNKNOWN));
        List<DatasetName> names =
                urgent.stream().map(freshness -> freshness.dataset().name()).toList();
        if (!names.equals(List.copyOf(entries.keySet()))) {
            entries.values().forEach(entry -> remove(entry.link));
            entries.clear();
            names.forEach(name -> {
                Entry entry = new Entry(name);
                entries.put(name, entry);
                add(entry.link);
            });
        }
        urgent.forEach(freshness ->
                entries.computeIfPresent(freshness.dataset().name(), (name, entry) -> entry.show(freshness, now)));
    }

    private static int urgency(FreshnessState state) {
        return switch (state) {
            case FRESH -> 0;
            case UNKNOWN -> 1;
            case LATE -> 2;
            case BROKEN -> 3;
        };
    }

    private static String words(List<Freshness> all, Instant now) {
        long broken = count(all, now, FreshnessState.BROKEN);
        long late = count(all, now, FreshnessState.LATE);
        if (all.isEmpty()) {
            return "No dataset yet";
        }
        if (broken + late == 0) {
            return count(all, now, FreshnessState.UNKNOWN) == 0 ? "Everything is fresh" : "Waiting for the first tides";
        }
        return (broken == 0 ? "" : broken + " broken")
                + (broken > 0 && late > 0 ? ", " : "")
                + (late == 0 ? "" : late + " late");
    }

    private static long count(List<Freshness> all, Instant now, FreshnessState state) {
        return all.stream().filter(freshness -> freshness.state(now) == state).count();
    }

    private static final class Entry {
        private final Anchor link;
        private final StateMark mark = StateMark.alone(FreshnessState.UNKNOWN);
        private final When age = new When(Instant.EPOCH, When.Form.AGE);
        private final Span never = new Span("no tide yet");

        Entry(DatasetName name) {
            link = new Anchor("freshness#" + name.table(), mark, new Span(name.table()), age, never);
            link.getElement().setAttribute("title", name + ": how far its complete-through is behind now");
        }

        Entry show(Freshness freshness, Instant now) {
            mark.set(freshness.state(now));
            age.setVisible(freshness.completeThrough().isPresent());
            never.setVisible(freshness.completeThrough().isEmpty());
            freshness.completeThrough().ifPresent(age::set);
            return this;
        }
    }
}
