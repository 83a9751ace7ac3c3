package dev.tidemark.router;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The decision without running it.
 *
 * @param spans what would be asked of which store, with its SQL
 * @param policies row and column policies that were applied
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Explanation(
        List<AnswerColumn> columns,
        Instant freshThrough,
        Instant completeThrough,
        List<DefinitionUse> definitions,
        List<Span> spans,
        List<Chosen> why,
        List<Rejected> rejected,
        Cost cost,
        List<Notice> notices,
        List<String> policies) {

    public Explanation {
        columns = List.copyOf(columns);
        definitions = List.copyOf(definitions);
        spans = List.copyOf(spans);
        why = List.copyOf(why);
        rejected = List.copyOf(rejected);
        notices = List.copyOf(notices);
        policies = List.copyOf(policies);
    }

    public Explanation withColumns(List<AnswerColumn> newColumns) {
        return new Explanation(
                newColumns, freshThrough, completeThrough, definitions, spans, why, rejected, cost, notices, policies);
    }
}
