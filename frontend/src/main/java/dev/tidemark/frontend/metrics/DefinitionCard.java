package dev.tidemark.frontend.metrics;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.Tides;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a metric means: in words, in facts, and as it is written. */
final class DefinitionCard extends Section {

    private static final long serialVersionUID = 1L;

    /** For example {@code {{ Dimension('order__country') }}}. */
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\s*\\w+\\(\\s*['\"]([^'\"]+)['\"][^)]*\\)\\s*}}");

    DefinitionCard(Catalogs.Entry entry, Tides tides, Boards boards, boolean mayPropose) {
        Metric metric = entry.metric();
        Card card = new Card("Definition").with(Text.small("version " + metric.version()));
        if (mayPropose) {
            card.with(new Anchor(
                    "edit?path=" + entry.workspace() + "/" + metric.place().file() + "&line="
                            + metric.place().line(),
                    "Propose a change"));
        }
        Facts facts = new Facts();
        facts.put("In words", words(entry));
        facts.put("Owner", metric.owner().orElse("nobody yet"));
        facts.put(
                "Good is",
                metric.direction().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        if (!metric.synonyms().isEmpty()) {
            facts.put("Also called", String.join(", ", metric.synonyms()));
        }
        facts.put(
                "Dimensions",
                entry.catalog().dimensions(metric).stream()
                        .map(dimension -> dimension.name())
                        .collect(Collectors.joining(", ")));
        facts.put("Answered by", datasets(entry, tides));
        facts.put("Used in", usedIn(entry, boards));
        facts.put("Written in", metric.place().toString());
        card.padded(facts);
        Pre yaml = new Pre(metric.text());
        yaml.addClassName("tm-code");
        card.add(new Fold("As YAML", yaml));
        add(card);
    }

    private static String words(Catalogs.Entry entry) {
        Metric metric = entry.metric();
        String body = switch (metric.definition()) {
            case MetricDefinition.Simple simple -> {
                var measure = entry.catalog().measure(simple.measure()).measure();
                yield measure.aggregation().word().replace('_', ' ') + " of " + measure.name()
                        + conditions(simple.filters());
            }
            case MetricDefinition.Ratio ratio ->
                ratio.numerator().metric() + " divided by "
                        + ratio.denominator().metric();
            case MetricDefinition.Derived derived ->
                "computed from "
                        + derived.inputs().stream()
                                .map(input -> input.metric().value())
                                .collect(Collectors.joining(", "));
            case MetricDefinition.Cumulative cumulative ->
                "running total of " + cumulative.of().measure()
                        + cumulative.window().map(window -> " over " + window).orElse("")
                        + cumulative
                                .grainToDate()
                                .map(grain -> " since the start of the " + grain.word())
                                .orElse("")
                        + conditions(cumulative.of().filters());
            case MetricDefinition.Conversion conversion ->
                (conversion.rate() ? "share of " : "number of ")
                        + conversion.base().measure() + " followed by "
                        + conversion.converted().measure() + " of the same " + conversion.entity()
                        + conversion.window().map(window -> " within " + window).orElse("");
        };
        return body + conditions(metric.filters());
    }

    private static String conditions(List<Filter> filters) {
        return filters.isEmpty()
                ? ""
                : filters.stream()
                        .map(filter -> plain(filter.text()))
                        .collect(Collectors.joining(" and ", ", where ", ""));
    }

    /** A filter as people would say it: the names without the template around them. */
    private static String plain(String filter) {
        return TEMPLATE.matcher(filter.strip()).replaceAll("$1");
    }

    private static Div datasets(Catalogs.Entry entry, Tides tides) {
        Instant now = Instant.now();
        Div list = new Div();
        entry.datasets().forEach(name -> {
            FreshnessState state = tides.now().stream()
                    .filter(freshness -> freshness.dataset().name().equals(name))
                    .findFirst()
                    .map(freshness -> freshness.state(now))
                    .orElse(FreshnessState.UNKNOWN);
            list.add(new Div(new Anchor("freshness#" + name.table(), StateMark.alone(state), Text.plain(" " + name))));
        });
        return list;
    }

    /** The metrics that build on it, the dashboards that show it and the saved queries that ask for it. */
    private static Div usedIn(Catalogs.Entry entry, Boards boards) {
        Div users = new Div();
        entry.catalog().metrics().stream()
                .filter(other -> other.definition().inputs().stream()
                        .anyMatch(input -> input.metric().equals(entry.metric().name())))
                .forEach(other -> users.add(new Div(
                        Text.small("metric "),
                        new Anchor("metrics/" + other.name() + "?workspace=" + entry.workspace(), other.label()))));
        boards.showing(entry.workspace(), entry.metric().name())
                .forEach(board -> users.add(new Div(
                        Text.small("dashboard "),
                        new Anchor(board.address(), board.dashboard().title()))));
        entry.catalog().savedQueries().stream()
                .filter(query -> query.metrics().contains(entry.metric().name().value()))
                .forEach(query -> users.add(new Div(
                        Text.small("saved query "),
                        new Anchor(
                                "explore?saved=" + query.name() + "&workspace=" + entry.workspace(), query.label()))));
        if (users.getComponentCount() == 0) {
            users.setText("no other metric, no dashboard and no saved query");
        }
        return users;
    }
}
