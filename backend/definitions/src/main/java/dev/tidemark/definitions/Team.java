package dev.tidemark.definitions;

import java.util.List;

/**
 * People who own things and pay for them.
 *
 * @param name the short name others refer to, for example {@code checkout}
 * @param costCentre what finance books the team's costs to
 * @param members user names
 */
public record Team(String name, String title, String costCentre, List<String> members) {

    public Team {
        members = List.copyOf(members);
    }
}
