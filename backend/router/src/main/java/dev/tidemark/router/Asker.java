package dev.tidemark.router;

import java.util.Set;

/**
 * Who asks.
 *
 * @param team the team that the cost is charged to
 */
public record Asker(String user, Set<String> roles, String team) {

    public Asker {
        roles = Set.copyOf(roles);
    }
}
