package dev.tidemark.definitions.proposals;

import java.util.Set;

/**
 * Who acts.
 *
 * @param roles as granted, those that a role implies included, for example {@code BUILDER}
 * @param teams the teams this person is a member of
 */
public record Person(String name, Set<String> roles, Set<String> teams) {

    public Person {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
