package dev.tidemark.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Something that happened to a proposal.
 *
 * @param change what, in a word: {@code opened}, {@code changed}, {@code approved}, {@code rejected}, {@code withdrawn} or {@code published}
 * @param by who did it
 * @param author who proposed it
 * @param owners the teams, and the roles in lower case, whose consent it needs
 * @param awaits those of them who have not given it
 * @param page within the portal
 */
public record ProposalNews(
        long proposal,
        String change,
        Instant at,
        String by,
        String author,
        Set<String> owners,
        List<String> awaits,
        String summary,
        String page) {

    public ProposalNews {
        owners = Set.copyOf(owners);
        awaits = List.copyOf(awaits);
    }
}
