package dev.tidemark.definitions;

import java.util.List;

/**
 * People who own things and pay for them.
 *
 * @param name the short name others refer to, for example {@code checkout}
 * @param costCentre what finance books the team's costs to
 * @param members user names
 * @param quota what it may ask of the stores
 */
public record Team(String name, String title, String costCentre, List<String> members, Quota quota) {

    public Team {
        members = List.copyOf(members);
    }
}
