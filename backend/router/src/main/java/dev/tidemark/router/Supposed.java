package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.problems.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A decision as it is, and as it would be.
 *
 * @param suppositions what is otherwise, in sentences
 * @param saves how much less it would cost, estimated; null unless both have an answer
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Supposed(
        List<String> suppositions,
        Outcome asked,
        Outcome supposed,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal saves) {

    public Supposed {
        suppositions = List.copyOf(suppositions);
    }

    static Supposed of(List<String> suppositions, Outcome asked, Outcome supposed) {
        BigDecimal saves = asked.explanation() == null || supposed.explanation() == null
                ? null
                : asked.explanation()
                        .cost()
                        .estimated()
                        .subtract(supposed.explanation().cost().estimated());
        return new Supposed(suppositions, asked, supposed, saves);
    }

    /**
     * A decision, or why there is none.
     *
     * @param code of the problem, {@code detail} its sentence
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            @Nullable Explanation explanation,
            @Nullable String code,
            @Nullable String detail) {

        static Outcome of(Supplier<Explanation> explain) {
            try {
                return new Outcome(explain.get(), null, null);
            } catch (ProblemException e) {
                return new Outcome(null, e.problem().code(), e.detail());
            }
        }
    }
}
