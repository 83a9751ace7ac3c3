package dev.tidemark.router;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The decision without running it.
 *
 * @param spans what would be asked of which store, with its SQL
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
        List<Notice> notices) {

    public Explanation {
        columns = List.copyOf(columns);
        definitions = List.copyOf(definitions);
        spans = List.copyOf(spans);
        why = List.copyOf(why);
        rejected = List.copyOf(rejected);
        notices = List.copyOf(notices);
    }
}
