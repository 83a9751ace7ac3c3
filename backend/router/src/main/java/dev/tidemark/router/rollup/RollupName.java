package dev.tidemark.router.rollup;

/**
 * A rollup.
 *
 * @param binding the id of its binding
 */
public record RollupName(String workspace, String binding) {

    @Override
    public String toString() {
        return workspace + "/" + binding;
    }
}
