package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.sql.Grain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a saved query as a file of definitions. */
public final class SavedQueryWriter {

    /** A text, a reference, a name in quotes or a word. */
    private static final Pattern PIECE =
            Pattern.compile("'(?:[^']|'')*'|\\{\\{.*?}}|\"[^\"]*\"|\\b[A-Za-z_]\\w*\\b", Pattern.DOTALL);

    private static final Pattern TIME = Pattern.compile(MetricCatalog.METRIC_TIME + "__(\\w+)");

    private SavedQueryWriter() {}

    public static String text(SavedQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        put(parameters, "metrics", query.metrics());
        put(
                parameters,
                "group_by",
                query.groupBy().stream().map(SavedQueryWriter::reference).toList());
        put(
                parameters,
                "where",
                query.where().stream().map(SavedQueryWriter::template).toList());
        put(parameters, "order_by", query.orderBy());
        query.limit().ifPresent(limit -> parameters.put("limit", limit));
        Map<String, Object> ours = new LinkedHashMap<>();
        query.timeRange().ifPresent(range -> ours.put("time_range", range.word()));
        query.compare().ifPresent(compare -> ours.put("compare", compare));
        Map<String, Object> saved = new LinkedHashMap<>();
        saved.put("name", query.name());
        saved.put("label", query.label());
        Optional.of(query.description())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> saved.put("description", text));
        saved.put("query_params", parameters);
        if (!ours.isEmpty()) {
            saved.put("config", Map.of("meta", Map.of("tidemark", ours)));
        }
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .setSplitLines(false)
                        .build())
                .dumpToString(Map.of("saved_queries", List.of(saved)));
    }

    private static void put(Map<String, Object> parameters, String key, List<String> values) {
        if (!values.isEmpty()) {
            parameters.put(key, values);
        }
    }

    /** A name of a question as MetricFlow writes it there. */
    private static String reference(String name) {
        Matcher time = TIME.matcher(name);
        if (time.matches() && Grain.parse(time.group(1)).isPresent()) {
            return "TimeDimension('" + MetricCatalog.METRIC_TIME + "', '" + time.group(1) + "')";
        }
        return name.contains("__") ? "Dimension('" + name + "')" : name;
    }

    /** A condition with references in the place of its names; what stands in quotes or is one already stays. */
    private static String template(String where) {
        Set<String> names = Filter.parse(where).condition().names();
        return PIECE.matcher(where).replaceAll(piece -> {
            String text = piece.group();
            boolean name = names.contains(text) && text.contains("__");
            return Matcher.quoteReplacement(name ? "{{ " + reference(text) + " }}" : text);
        });
    }
}
