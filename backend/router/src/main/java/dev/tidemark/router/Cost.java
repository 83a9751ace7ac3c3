package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an answer costs.
 *
 * @param estimated before running
 * @param actual after running; null in an explanation
 * @param currency ISO 4217
 * @param chargedTo a team
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cost(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal estimated,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal actual,

        String currency,
        String chargedTo) {}
