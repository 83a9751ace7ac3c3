package dev.tidemark.catalog;

/**
 * Where a definition stands.
 *
 * @param line from 1; 0 when the definition is not from a file
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
