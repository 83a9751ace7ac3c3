package dev.tidemark.router.tpcds;

import dev.tidemark.router.MetricQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question of metrics, and the SQL that somebody would write for it by hand over the tables of TPC-DS. */
record TpcdsQuestion(String title, List<String> lines, String sql) {

    static List<TpcdsQuestion> all() {
        return Arrays.stream(text("questions.sql").split(";\n"))
                .filter(block -> !block.isBlank())
                .map(block -> {
                    List<String> comments = block.lines()
                            .filter(line -> line.startsWith("-- "))
                            .map(line -> line.substring(3))
                            .toList();
                    String sql = String.join(
                            "\n",
                            block.lines().filter(line -> !line.startsWith("--")).toList());
                    return new TpcdsQuestion(comments.getFirst(), comments, sql);
                })
                .toList();
    }

    static String text(String resource) {
        try (InputStream stream = TpcdsQuestion.class.getResourceAsStream("/tpcds/" + resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MetricQuery query() {
        MetricQuery query = MetricQuery.of("tpcds", listed("metrics"))
                .withGroupBy(listed("group_by"))
                .withWhere(values("where").toArray(String[]::new))
                .withOrderBy(listed("order_by"))
                .withTimeRange(instant("from"), instant("to"));
        List<String> limit = values("limit");
        return limit.isEmpty() ? query : query.withLimit(Integer.parseInt(limit.getFirst()));
    }

    /** How many columns name the group. */
    int keys() {
        return listed("group_by").length;
    }

    private List<String> values(String key) {
        String start = key + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private String[] listed(String key) {
        return values(key).stream()
                .flatMap(value -> Arrays.stream(value.split(", ")))
                .toArray(String[]::new);
    }

    private @Nullable Instant instant(String key) {
        return values(key).isEmpty() ? null : Instant.parse(values(key).getFirst() + "T00:00:00Z");
    }

    @Override
    public String toString() {
        return title;
    }
}
