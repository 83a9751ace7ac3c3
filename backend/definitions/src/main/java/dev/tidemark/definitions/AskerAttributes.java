package dev.tidemark.definitions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What policies know about a team or a user. What is said of the user replaces what is said of the team.
 *
 * @param values texts by attribute name
 */
public record AskerAttributes(Optional<String> team, Optional<String> user, Map<String, List<String>> values) {

    public AskerAttributes {
        values = Map.copyOf(values);
    }
}
