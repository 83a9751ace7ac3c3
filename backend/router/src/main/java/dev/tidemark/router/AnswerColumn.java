package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A column of an answer.
 *
 * @param unit of a metric, for example {@code GBP}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerColumn(String name, Type type, @Nullable String unit) {

    /** Each with the Java type of its values. */
    public enum Type {
        /** {@link String} */
        @JsonProperty("string")
        STRING,
        /** {@link Long} */
        @JsonProperty("long")
        LONG,
        /** {@link java.math.BigDecimal}; a string in JSON */
        @JsonProperty("decimal")
        DECIMAL,
        /** {@link Double} */
        @JsonProperty("double")
        DOUBLE,
        /** {@link Boolean} */
        @JsonProperty("boolean")
        BOOLEAN,
        /** {@link java.time.OffsetDateTime}, with the offset that the question's time zone has at that instant */
        @JsonProperty("timestamp")
        TIMESTAMP,
        /** {@link java.time.LocalDate} */
        @JsonProperty("date")
        DATE
    }
}
