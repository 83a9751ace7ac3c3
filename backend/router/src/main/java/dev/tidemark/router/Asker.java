package dev.tidemark.router;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param roles all that are held, those that a role implies included
 * @param team the team that the cost is charged to
 * @param attributes what else the door knows of the user, by name; row policies may select by it
 */
public record Asker(String user, Set<String> roles, String team, Map<String, List<String>> attributes) {

    public Asker {
        roles = Set.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    public Asker(String user, Set<String> roles, String team) {
        this(user, roles, team, Map.of());
    }
}
