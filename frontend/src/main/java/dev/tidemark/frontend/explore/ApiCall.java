package dev.tidemark.frontend.explore;

import dev.tidemark.router.MetricQuery;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A question as a program asks it: the body of {@code POST /api/v1/query}, and the command that sends it. */
final class ApiCall {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ApiCall() {}

    /** The members that say something; the rest is as by default. */
    static String body(MetricQuery query) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!query.workspace().equals(MetricQuery.DEFAULT_WORKSPACE)) {
            body.put("workspace", query.workspace());
        }
        put(body, "metrics", query.metrics().stream().map(String::valueOf).toList());
        put(body, "group_by", query.groupBy());
        put(body, "where", query.where());
        body.putObject("time_range")
                .put("start", String.valueOf(query.timeRange().start()))
                .put("end", String.valueOf(query.timeRange().end()));
        if (query.timeZone() != null) {
            body.put("time_zone", query.timeZone());
        }
        if (query.compare() != null) {
            body.put("compare", query.compare());
        }
        put(body, "order_by", query.orderBy());
        if (query.limit() != null) {
            body.put("limit", query.limit());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    }

    private static void put(ObjectNode body, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = body.putArray(key);
            values.forEach(array::add);
        }
    }

    /**
     * A command for a shell. The body stands between two marks, so nothing in it needs quoting; the token stays in a variable.
     *
     * @param origin of the portal, for example {@code http://localhost:8080}
     */
    static String curl(String origin, MetricQuery query) {
        return """
                curl -sS '%s/api/v1/query' \\
                  -H "Authorization: Bearer $TIDEMARK_TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  --data-binary @- <<'QUESTION'
                %s
                QUESTION
                """.formatted(origin, body(query));
    }
}
