package dev.tidemark.definitions.proposals;

/**
 * What happens to one file.
 *
 * @param path from the root of the repository
 * @param patch the differing lines with three lines around them, in the unified format
 * @param added lines added
 * @param removed lines removed
 */
public record FileChange(String path, Kind kind, String patch, int added, int removed) {

    /** Whether the file is there before and after. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }
}
