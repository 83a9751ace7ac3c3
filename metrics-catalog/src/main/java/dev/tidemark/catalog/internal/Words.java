package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CustomWindow;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.catalog.Window;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values of definitions; what cannot be read is noted as a fault. */
final class Words {

    private static final Pattern WINDOW = Pattern.compile("\\s*(\\d{1,6})\\s+(\\w+)\\s*");

    private static final Set<String> COMPARISONS = Set.of("previous_period", "same_period_last_year");

    private final Faults faults;
    private final Set<String> customGrains;

    Words(Faults faults) {
        this(faults, Set.of());
    }

    /**
     * @param customGrains that the time spines of the workspace define
     */
    Words(Faults faults, Set<String> customGrains) {
        this.faults = faults;
        this.customGrains = Set.copyOf(customGrains);
    }

    /** A single word is a column even if SQL reserves it. */
    Optional<SqlExpression> expression(String text, Place place) {
        String word = text.strip();
        boolean plain = word.matches("[A-Za-z_]\\w*")
                && !Set.of("true", "false", "null").contains(word.toLowerCase(Locale.ROOT));
        return expression(text, plain ? Set.of(word) : Set.of(), place);
    }

    /**
     * @param known names it may use even if SQL reserves them
     */
    Optional<SqlExpression> expression(String text, Set<String> known, Place place) {
        try {
            return Optional.of(SqlExpression.parse(text, known));
        } catch (ProblemException e) {
            faults.add(place, "The expression “" + text + "” cannot be used", e);
            return Optional.empty();
        }
    }

    Optional<Grain> grain(YamlMap map, String key) {
        return map.scalar(key).flatMap(word -> grain(word.value(), word.place()));
    }

    Optional<Grain> grain(String word, Place place) {
        Optional<Grain> grain = Grain.parse(word);
        if (grain.isEmpty()) {
            List<String> known = Arrays.stream(Grain.values()).map(Grain::word).toList();
            faults.add(place, "“" + word + "” is no time granularity. " + Nearest.advice(word, known));
        }
        return grain;
    }

    /** A stretch of time as {@link TimeRange} has it. */
    Optional<TimeRange> timeRange(YamlMap map, String key) {
        return map.scalar(key).flatMap(text -> {
            Optional<TimeRange> range = TimeRange.parse(text.value());
            if (range.isEmpty()) {
                faults.add(
                        text.place(),
                        "“" + text.value() + "” is no time range. "
                                + Nearest.advice(text.value(), TimeRange.words())
                                + " Two days are written 2026-11-01..2026-11-24.");
            }
            return range;
        });
    }

    /** What an answer is compared with. */
    Optional<String> comparison(YamlMap map, String key) {
        return map.scalar(key)
                .filter(compare -> {
                    boolean known = COMPARISONS.contains(compare.value())
                            || Window.parse(compare.value()).isPresent();
                    if (!known) {
                        faults.add(
                                compare.place(),
                                "“" + compare.value()
                                        + "” is no comparison. Write previous_period, same_period_last_year, or a length "
                                        + "of time such as 7 days.");
                    }
                    return known;
                })
                .map(YamlMap.Text::value);
    }

    /** {@code 7 days}, or count and granularity. */
    Optional<Window> window(YamlMap map, String key) {
        if (map.isMap(key)) {
            return map.map(key)
                    .flatMap(parts ->
                            window(parts.required("count") + " " + parts.required("granularity"), parts.place()));
        }
        return map.scalar(key).flatMap(text -> window(text.value(), text.place()));
    }

    /** So many periods of a grain that a time spine defines; empty for a window by the common calendar. */
    Optional<CustomWindow> customWindow(YamlMap map, String key) {
        Optional<String> text = map.isMap(key)
                ? map.map(key)
                        .map(parts -> parts.text("count").orElse("") + " "
                                + parts.text("granularity").orElse(""))
                : map.text(key);
        return text.map(WINDOW::matcher)
                .filter(Matcher::matches)
                .flatMap(words ->
                        custom(words.group(2)).map(grain -> new CustomWindow(Integer.parseInt(words.group(1)), grain)));
    }

    private Optional<String> custom(String word) {
        return customGrains.stream()
                .filter(grain -> word.equals(grain) || word.equals(grain + "s"))
                .findFirst();
    }

    private Optional<Window> window(String text, Place place) {
        Optional<Window> window = Window.parse(text).filter(found -> found.count() > 0);
        if (window.isEmpty()) {
            faults.add(place, "“" + text + "” is no length of time. Write for example 7 days or 1 month.");
        }
        return window;
    }

    Optional<Long> whole(YamlMap map, String key) {
        return map.scalar(key).flatMap(text -> {
            try {
                return Optional.of(Long.parseLong(text.value()));
            } catch (NumberFormatException e) {
                faults.add(text.place(), "“" + text.value() + "” is no whole number. Write for example 0.");
                return Optional.empty();
            }
        });
    }

    boolean isTrue(YamlMap map, String key) {
        return map.text(key)
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent();
    }

    /** Whether something counts: it may be switched off by {@code config: {enabled: false}}. */
    boolean isOn(YamlMap map) {
        return !map.isMap("config")
                || map.map("config")
                        .filter(config -> !config.has("enabled") || isTrue(config, "enabled"))
                        .isPresent();
    }

    /** One text, a list of them, or the compiled form {@code where_filters: [{where_sql_template: …}]}. */
    List<Filter> filters(YamlMap map, String key) {
        List<YamlMap.Text> texts = map.isMap(key)
                ? map.map(key).stream()
                        .flatMap(filter -> filter.maps("where_filters").stream())
                        .flatMap(filter -> filter.scalar("where_sql_template").stream())
                        .toList()
                : map.texts(key);
        List<Filter> filters = new ArrayList<>();
        for (YamlMap.Text text : texts) {
            try {
                filters.add(Filter.parse(text.value().strip()));
            } catch (ProblemException e) {
                faults.add(text.place(), "The filter cannot be used", e);
            }
        }
        return filters;
    }

    <T extends Enum<T>> T choice(YamlMap map, String key, Class<T> type, T otherwise) {
        Optional<String> word = map.text(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        List<T> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(word.get()))
                .findFirst()
                .orElseGet(() -> {
                    List<String> known = all.stream()
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .toList();
                    faults.add(
                            map.placeOf(key),
                            "“" + word.get() + "” is no " + key + ". " + Nearest.advice(word.get(), known));
                    return otherwise;
                });
    }
}
