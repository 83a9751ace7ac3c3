package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code metrics query} and {@code metrics explain}: a question, its answer with the receipt in one line, or how it would be answered. */
final class AskMetrics {

    private static final List<String> OPTIONS = List.of(
            "--workspace",
            "--metrics",
            "--saved-query",
            "--group-by",
            "--where",
            "--start",
            "--end",
            "--time-zone",
            "--order-by",
            "--limit",
            "--max-staleness",
            "--route",
            "--suppose-dimensions",
            "--suppose-grain",
            "--suppose-staleness",
            "--suppose-away",
            "--home");

    private static final String SUPPOSE_ROLLUP = "--suppose-rollup";

    private static final String AS_JSON = "--json";

    private final PortalDoor portal;
    private final PrintStream out;

    AskMetrics(PortalDoor portal, PrintStream out) {
        this.portal = portal;
        this.out = out;
    }

    int query(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = arguments("metrics query", args);
        PortalDoor.Reply reply = ask(arguments, "/api/v1/query");
        if (!reply.ok() || arguments.has(AS_JSON)) {
            return plain(reply, arguments);
        }
        Map<String, Object> answer = reply.json();
        new TextTable(names(answer), rows(answer)).print(out);
        out.println(receipt(map(answer.get("receipt"))));
        return 0;
    }

    int explain(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = arguments("metrics explain", args);
        Map<String, Object> suppositions = suppositions(arguments);
        if (!suppositions.isEmpty()) {
            return whatIf(arguments, suppositions);
        }
        PortalDoor.Reply reply = ask(arguments, "/api/v1/query/explain");
        if (!reply.ok() || arguments.has(AS_JSON)) {
            return plain(reply, arguments);
        }
        explained(reply.json());
        return 0;
    }

    private int whatIf(Arguments arguments, Map<String, Object> suppositions) throws IOException, InterruptedException {
        PortalDoor.Reply reply = portal.send(
                "POST",
                "/api/v1/query/what-if",
                "application/json",
                JSON.std.asBytes(Map.of("question", question(arguments), "suppose", suppositions)));
        if (!reply.ok() || arguments.has(AS_JSON)) {
            return plain(reply, arguments);
        }
        Map<String, Object> found = reply.json();
        out.println("as it is");
        outcome(map(found.get("asked")));
        out.println();
        if (found.get("suppositions") instanceof List<?> sentences) {
            sentences.forEach(sentence -> out.println("supposed: " + sentence));
        }
        outcome(map(found.get("supposed")));
        if (found.get("saves") != null) {
            out.println();
            out.println("saves     " + found.get("saves"));
        }
        return 0;
    }

    private void outcome(Map<?, ?> outcome) {
        if (outcome.get("explanation") == null) {
            out.println("refused   " + outcome.get("code") + ": " + outcome.get("detail"));
        } else {
            explained(map(outcome.get("explanation")));
        }
    }

    /** What is supposed to be otherwise; empty when nothing is. */
    private static Map<String, Object> suppositions(Arguments arguments) {
        Map<String, Object> suppositions = new LinkedHashMap<>();
        Map<String, Object> rollup = new LinkedHashMap<>();
        arguments.one("--suppose-grain").ifPresent(grain -> rollup.put("grain", grain));
        if (arguments.one("--suppose-dimensions").isPresent()) {
            rollup.put("dimensions", names(arguments, "--suppose-dimensions"));
        }
        if (arguments.has(SUPPOSE_ROLLUP) || !rollup.isEmpty()) {
            suppositions.put("rollup", rollup);
        }
        arguments.one("--suppose-staleness").ifPresent(staleness -> suppositions.put("max_staleness", staleness));
        if (arguments.one("--suppose-away").isPresent()) {
            suppositions.put("away", names(arguments, "--suppose-away"));
        }
        return suppositions;
    }

    private void explained(Map<?, ?> found) {
        list(found.get("why"))
                .forEach(chosen -> out.println("chosen    " + chosen.get("candidate") + ": " + chosen.get("detail")));
        list(found.get("rejected"))
                .forEach(rejected -> out.println("rejected  " + rejected.get("candidate") + ": "
                        + rejected.get("reason") + ", " + rejected.get("detail")));
        Map<?, ?> cost = map(found.get("cost"));
        out.println("estimate  " + cost.get("estimated") + " " + cost.get("currency"));
        list(found.get("spans")).forEach(span -> {
            out.println();
            out.println("-- " + span.get("store") + " " + span.get("table"));
            out.println(span.get("sql"));
        });
    }

    private static Arguments arguments(String command, List<String> args) {
        Arguments arguments = Arguments.of(command, args, OPTIONS, List.of(AS_JSON, SUPPOSE_ROLLUP));
        arguments.noWords();
        if (Stream.of("--metrics", "--group-by", "--saved-query")
                .allMatch(option -> arguments.one(option).isEmpty())) {
            throw new UsageException(command + " needs --metrics, --group-by or --saved-query");
        }
        return arguments;
    }

    private int plain(PortalDoor.Reply reply, Arguments arguments) throws IOException {
        if (arguments.has(AS_JSON)) {
            out.println(reply.body());
        } else {
            reply.explain(out);
        }
        return reply.ok() ? 0 : 1;
    }

    private PortalDoor.Reply ask(Arguments arguments, String path) throws IOException, InterruptedException {
        return portal.send("POST", path, "application/json", JSON.std.asBytes(question(arguments)));
    }

    private static Map<String, Object> question(Arguments arguments) {
        Map<String, Object> question = new LinkedHashMap<>();
        arguments.one("--workspace").ifPresent(name -> question.put("workspace", name));
        arguments.one("--saved-query").ifPresent(name -> question.put("saved_query", name));
        question.put("metrics", names(arguments, "--metrics"));
        question.put("group_by", names(arguments, "--group-by"));
        question.put("where", arguments.all("--where"));
        question.put("order_by", names(arguments, "--order-by"));
        Map<String, Object> range = new LinkedHashMap<>();
        arguments.one("--start").ifPresent(start -> range.put("start", instant(start)));
        arguments.one("--end").ifPresent(end -> range.put("end", instant(end)));
        if (!range.isEmpty()) {
            question.put("time_range", range);
        }
        arguments.one("--time-zone").ifPresent(zone -> question.put("time_zone", zone));
        arguments.one("--limit").ifPresent(limit -> question.put("limit", number(limit)));
        arguments
                .one("--max-staleness")
                .ifPresent(staleness -> question.put("demands", Map.of("max_staleness", staleness)));
        arguments.one("--route").ifPresent(route -> question.put("route", route));
        return question;
    }

    /** Names may be given one by one or with commas between them. */
    private static List<String> names(Arguments arguments, String option) {
        return arguments.all(option).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A day alone is its beginning in UTC. */
    private static String instant(String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? text + "T00:00:00Z" : text;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--limit takes a whole number, not " + text);
        }
    }

    private static List<String> names(Map<String, Object> answer) {
        return list(answer.get("columns")).stream()
                .map(column -> column.get("name")
                        + Optional.ofNullable(column.get("unit"))
                                .map(unit -> " " + unit)
                                .orElse(""))
                .toList();
    }

    private static List<List<String>> rows(Map<String, Object> answer) {
        List<List<String>> rows = new ArrayList<>();
        if (answer.get("rows") instanceof List<?> all) {
            for (Object row : all) {
                if (row instanceof List<?> values) {
                    rows.add(values.stream()
                            .map(value -> value == null ? "" : value.toString())
                            .toList());
                }
            }
        }
        return rows;
    }

    private static String receipt(Map<?, ?> receipt) {
        Map<?, ?> cost = map(receipt.get("cost"));
        String stores = String.join(
                " + ",
                list(receipt.get("spans")).stream()
                        .map(span -> span.get("store") + " " + span.get("table"))
                        .distinct()
                        .toList());
        return "receipt " + receipt.get("id") + ": " + stores + ", complete through " + receipt.get("complete_through")
                + ", " + cost.get("actual") + " " + cost.get("currency");
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Map<?, ?>> list(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (value instanceof List<?> all) {
            all.forEach(each -> maps.add(map(each)));
        }
        return maps;
    }
}
