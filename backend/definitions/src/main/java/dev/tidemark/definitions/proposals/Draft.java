package dev.tidemark.definitions.proposals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody wants to change.
 *
 * @param title one line; what the merge commit will be called
 * @param description why, in the proposer's words; may be empty
 * @param files path from the root of the repository → its new text; empty for a file to be removed
 */
public record Draft(String title, String description, Map<String, Optional<String>> files) {

    public Draft {
        files = Map.copyOf(new TreeMap<>(files));
    }
}
