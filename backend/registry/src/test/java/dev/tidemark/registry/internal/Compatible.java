package dev.tidemark.registry.internal;

import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks whether one schema may follow others; single quotes stand for double ones. */
public record Compatible(SchemaType type, ContentPolicy policy) {

    public static Compatible of(SchemaType type) {
        return new Compatible(type, ContentPolicy.STRICT);
    }

    public Compatibility check(CompatibilityLevel level, String next, String... history) {
        List<CompatibilityCheck.Earlier> earlier = new ArrayList<>();
        for (String each : history) {
            earlier.add(new CompatibilityCheck.Earlier(earlier.size() + 1, parse(each)));
        }
        return CompatibilityCheck.check(parse(next), level, policy, earlier);
    }

    public ParsedSchema parse(String text) {
        return SchemaParser.parse(
                new SchemaContent(type, text.replace('\'', '"'), List.of(), null, null), Map.of(), Reading.AS_NEW);
    }
}
