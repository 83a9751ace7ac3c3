package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.router.export.Exported;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The statement that travels with every answer. It never overstates.
 *
 * @param asOf when the answer was made
 * @param freshThrough the newest instant any part of the answer reaches completely
 * @param completeThrough every event accepted before it is in the answer
 * @param why the way taken
 * @param rejected the ways not taken
 * @param policies row and column policies that were applied
 * @param cache {@code hit} or {@code miss}
 * @param export what went out, when the answer was a file; null otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Receipt(
        String id,
        Instant asOf,
        Instant freshThrough,
        Instant completeThrough,
        Completeness completeness,
        Exactness exactness,
        List<DefinitionUse> definitions,
        List<Span> spans,
        List<Chosen> why,
        List<Rejected> rejected,
        Cost cost,
        List<Notice> notices,
        List<String> policies,
        String cache,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Exported export) {

    public static final String HIT = "hit";
    public static final String MISS = "miss";

    public Receipt {
        definitions = List.copyOf(definitions);
        spans = List.copyOf(spans);
        why = List.copyOf(why);
        rejected = List.copyOf(rejected);
        notices = List.copyOf(notices);
        policies = List.copyOf(policies);
    }

    public Receipt(
            String id,
            Instant asOf,
            Instant freshThrough,
            Instant completeThrough,
            Completeness completeness,
            Exactness exactness,
            List<DefinitionUse> definitions,
            List<Span> spans,
            List<Chosen> why,
            List<Rejected> rejected,
            Cost cost,
            List<Notice> notices,
            List<String> policies,
            String cache) {
        this(
                id,
                asOf,
                freshThrough,
                completeThrough,
                completeness,
                exactness,
                definitions,
                spans,
                why,
                rejected,
                cost,
                notices,
                policies,
                cache,
                null);
    }

    /** Of the same answer for somebody who asked for it at the same moment: nothing was read for it. */
    public Receipt again(String newId, String chargedTo) {
        return new Receipt(
                newId,
                asOf,
                freshThrough,
                completeThrough,
                completeness,
                exactness,
                definitions,
                spans.stream().map(Span::unread).toList(),
                why,
                rejected,
                new Cost(cost.estimated(), BigDecimal.ZERO, cost.currency(), chargedTo),
                notices,
                policies,
                HIT,
                export);
    }

    public Receipt with(Exported newExport) {
        return new Receipt(
                id,
                asOf,
                freshThrough,
                completeThrough,
                completeness,
                exactness,
                definitions,
                spans,
                why,
                rejected,
                cost,
                notices,
                policies,
                cache,
                newExport);
    }
}
