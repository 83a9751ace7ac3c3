package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question may say what a column is called where it names it: {@code {"name": "revenue", "alias": "sales"}} or
 * {@code Metric('revenue').alias('sales')}. Here that is gathered into the question's {@code aliases}.
 */
final class SaidAliases {

    private static final String ALIASES = "aliases";

    private SaidAliases() {}

    /** The question with all its aliases in one place; what cannot be read is left for who reads the question. */
    static JsonNode gathered(JsonNode question) {
        if (!(question instanceof ObjectNode asked)) {
            return question;
        }
        ObjectNode aliases = asked.objectNode();
        for (String list : List.of("metrics", "group_by")) {
            asked.path(list).forEach(name -> gather(name, aliases));
        }
        if (aliases.isEmpty()) {
            return question;
        }
        ObjectNode whole = asked.deepCopy();
        if (whole.get(ALIASES) instanceof ObjectNode said) {
            aliases.setAll(said);
        }
        whole.set(ALIASES, aliases);
        return whole;
    }

    private static void gather(JsonNode name, ObjectNode aliases) {
        if (name.isString()) {
            alias(name.stringValue()).ifPresent(alias -> aliases.put(Filter.nameOf(name.stringValue()), alias));
        } else if (name.hasNonNull("alias")) {
            try {
                NamePieces pieces = Json.read(name, NamePieces.class);
                pieces.whole().ifPresent(whole -> aliases.put(whole, pieces.alias()));
            } catch (JacksonException e) {
                // What is wrong with the name is said when the question is read.
            }
        }
    }

    private static Optional<String> alias(String text) {
        try {
            return Filter.aliasOf(text);
        } catch (ProblemException e) {
            return Optional.empty(); // said when the question is read
        }
    }
}
