package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePickerVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import dev.tidemark.catalog.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which time is asked for, in whose days, and what it is compared with. */
final class WhenForm extends Div {

    private static final long serialVersionUID = 1L;
    private static final String OWN = "own";
    private static final String WIDTH_DAY = "132px";

    private final Select<String> range = new Select<>();
    private final DatePicker first = day("From");
    private final DatePicker last = day("To, included");
    private final Div days = new Div(first, new Span("to"), last);
    private final ComboBox<String> zone = new ComboBox<>();
    private final Select<String> compare = new Select<>();

    /**
     * @param changed told of every change
     */
    WhenForm(Runnable changed) {
        addClassName("tm-controls");
        List<String> words = new ArrayList<>(TimeRange.words());
        words.add(OWN);
        range.setAriaLabel("Time range");
        range.addThemeVariants(SelectVariant.LUMO_SMALL);
        range.setItems(words);
        range.setItemLabelGenerator(
                word -> TimeRange.parse(word).map(TimeRange::label).orElse("own days…"));
        range.setWidth("148px");
        range.addValueChangeListener(change -> {
            fit();
            changed.run();
        });
        days.addClassName("tm-controls");
        first.addValueChangeListener(change -> changed.run());
        last.addValueChangeListener(change -> changed.run());
        zone.setAriaLabel("Time zone");
        zone.addThemeVariants(ComboBoxVariant.LUMO_SMALL);
        zone.setItems(ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/") || id.equals("UTC"))
                .sorted()
                .toList());
        zone.setClearButtonVisible(true);
        zone.setWidth("190px");
        zone.addValueChangeListener(change -> changed.run());
        compare.setAriaLabel("Compared with");
        compare.addThemeVariants(SelectVariant.LUMO_SMALL);
        compare.setItems(Comparisons.OFFERED);
        compare.setItemLabelGenerator(Comparisons::words);
        compare.setValue(Comparisons.NONE);
        compare.setWidth("164px");
        compare.addValueChangeListener(change -> changed.run());
        Span in = new Span("in");
        in.addClassName("tm-faint");
        Span with = new Span("compared with");
        with.addClassName("tm-faint");
        add(range, days, in, zone, with, compare);
    }

    private static DatePicker day(String name) {
        DatePicker day = new DatePicker();
        day.setAriaLabel(name);
        day.addThemeVariants(DatePickerVariant.LUMO_SMALL);
        day.setWidth(WIDTH_DAY);
        day.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd").setFirstDayOfWeek(1));
        return day;
    }

    void show(Inquiry inquiry) {
        switch (inquiry.range()) {
            case TimeRange.Preset preset -> range.setValue(preset.word());
            case TimeRange.Days own -> {
                range.setValue(OWN);
                first.setValue(own.first());
                last.setValue(own.last());
            }
        }
        zone.setValue(inquiry.zone().isEmpty() ? null : inquiry.zone());
        if (!Comparisons.OFFERED.contains(inquiry.compare())) {
            List<String> more = new ArrayList<>(Comparisons.OFFERED);
            more.add(inquiry.compare());
            compare.setItems(more);
        }
        compare.setValue(inquiry.compare());
        fit();
    }

    /** Says whose days count when no zone is picked. */
    void own(Optional<ZoneId> metrics) {
        zone.setPlaceholder(metrics.map(ZoneId::getId).orElse("UTC"));
    }

    private void fit() {
        boolean own = OWN.equals(range.getValue());
        days.setVisible(own);
        if (own && first.isEmpty() && last.isEmpty()) {
            LocalDate today = LocalDate.now(ZoneId.of("UTC"));
            first.setValue(today.minusDays(6));
            last.setValue(today);
        }
    }

    TimeRange range() {
        LocalDate from = first.getValue();
        LocalDate to = last.getValue();
        if (OWN.equals(range.getValue()) && from != null && to != null) {
            return to.isBefore(from) ? new TimeRange.Days(to, from) : new TimeRange.Days(from, to);
        }
        return TimeRange.parse(Objects.requireNonNullElse(range.getValue(), "")).orElse(Inquiry.USUAL_RANGE);
    }

    String zone() {
        return Objects.requireNonNullElse(zone.getValue(), "");
    }

    String compare() {
        return Objects.requireNonNullElse(compare.getValue(), Comparisons.NONE);
    }
}
