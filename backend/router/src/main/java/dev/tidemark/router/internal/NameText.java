package dev.tidemark.router.internal;

import dev.tidemark.catalog.DatePart;
import dev.tidemark.catalog.Filter;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A name to group or order by, in each form that MetricFlow's clients write. */
public final class NameText extends StdDeserializer<String> {

    /** A name in pieces. */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Pieces(
            @Nullable String name,
            @Nullable String grain,
            @Nullable String datePart,
            @Nullable List<String> entityPath,
            @Nullable Boolean descending) {

        String whole(String written) {
            List<String> parts = new ArrayList<>(entityPath == null ? List.of() : entityPath);
            parts.add(written);
            if (datePart != null) {
                parts.add(DatePart.PREFIX + datePart.toLowerCase(Locale.ROOT));
            } else if (grain != null) {
                parts.add(grain.toLowerCase(Locale.ROOT));
            }
            return (Boolean.TRUE.equals(descending) ? "-" : "") + String.join("__", parts);
        }
    }

    public NameText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            Pieces pieces = context.readValue(parser, Pieces.class);
            return pieces.name() == null
                    ? context.reportInputMismatch(this, "a name in pieces lacks “name”")
                    : pieces.whole(pieces.name());
        }
        String text = parser.getString();
        try {
            return Filter.nameOf(text);
        } catch (ProblemException e) {
            return (String) context.handleWeirdStringValue(String.class, text, "%s", e.detail());
        }
    }
}
