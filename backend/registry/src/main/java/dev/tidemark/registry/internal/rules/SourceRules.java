package dev.tidemark.registry.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a source: the member {@code tidemark} of a subject's settings. Absent means nothing, so clients of others are not
 * touched.
 *
 * @param meaning values keep their meaning
 * @param rules everything else is asked too
 * @param owner the team that answers for the source; empty when nobody does
 * @param removable the days from which fields may go, by their paths, beside those that the schema itself states
 * @param personal words that make a field's name look personal
 */
public record SourceRules(
        boolean meaning, boolean rules, String owner, Map<String, LocalDate> removable, Set<String> personal) {

    private static final Set<String> PERSONAL = Set.of(
            "email",
            "phone",
            "mobile",
            "address",
            "street",
            "postcode",
            "zip",
            "birth",
            "birthday",
            "ssn",
            "passport",
            "firstname",
            "lastname",
            "surname",
            "fullname",
            "ip",
            "iban");

    public SourceRules {
        removable = Map.copyOf(removable);
        personal = Set.copyOf(personal);
    }

    public static SourceRules of(JsonNode member) {
        Map<String, LocalDate> removable = new HashMap<>();
        member.path("removable")
                .properties()
                .forEach(each -> day(each.getValue().asText()).ifPresent(day -> removable.put(each.getKey(), day)));
        Set<String> personal = new LinkedHashSet<>(PERSONAL);
        member.path("personal").forEach(each -> personal.add(each.asText()));
        boolean rules = member.path("rules").asBoolean(false);
        return new SourceRules(
                rules || member.path("meaning").asBoolean(false),
                rules,
                member.path("owner").asText(""),
                removable,
                personal);
    }

    /** A day such as {@code 2026-12-01}; what is none allows nothing. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
