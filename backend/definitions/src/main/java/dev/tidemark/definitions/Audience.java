package dev.tidemark.definitions;

import java.util.Set;

/**
 * Whom a policy is for.
 *
 * @param to those it holds for; everybody when it names nobody
 * @param except those of them it does not hold for
 */
public record Audience(Group to, Group except) {

    /**
     * People by what they are. Whoever fits one of the three sets belongs to it.
     *
     * @param roles in lower case, for example {@code analyst}
     */
    public record Group(Set<String> roles, Set<String> teams, Set<String> users) {

        public static final Group NOBODY = new Group(Set.of(), Set.of(), Set.of());

        public Group {
            roles = Set.copyOf(roles);
            teams = Set.copyOf(teams);
            users = Set.copyOf(users);
        }

        public boolean namesNobody() {
            return roles.isEmpty() && teams.isEmpty() && users.isEmpty();
        }
    }
}
