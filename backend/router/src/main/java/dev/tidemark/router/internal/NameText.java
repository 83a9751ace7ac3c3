package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A name to group or order by, in each form that MetricFlow's clients write. */
public final class NameText extends StdDeserializer<String> {

    /** The same for a metric. */
    public static final class OfMetric extends StdDeserializer<MetricName> {

        private final NameText name = new NameText();

        public OfMetric() {
            super(MetricName.class);
        }

        @Override
        public MetricName deserialize(JsonParser parser, DeserializationContext context) {
            return new MetricName(name.deserialize(parser, context));
        }
    }

    public NameText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            NamePieces pieces = context.readValue(parser, NamePieces.class);
            return pieces.whole().isPresent()
                    ? pieces.whole().get()
                    : context.reportInputMismatch(this, "a name in pieces lacks “name”");
        }
        String text = parser.getString();
        try {
            return Filter.nameOf(text);
        } catch (ProblemException e) {
            return (String) context.handleWeirdStringValue(String.class, text, "%s", e.detail());
        }
    }
}
