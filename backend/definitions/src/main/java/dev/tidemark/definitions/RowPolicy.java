package dev.tidemark.definitions;

import java.util.List;
import java.util.Optional;

/**
 * Which rows of semantic models people may have in their numbers.
 *
 * @param name what receipts call it
 * @param models those whose measures it restricts; empty for every model that has the dimensions it names
 * @param where what a row must fulfil; {@code :name} stands for a value of the asker. Empty lets in every row
 * @param line where it stands in {@code policies.yaml}, from 1
 */
public record RowPolicy(String name, List<String> models, Optional<String> where, Audience audience, int line) {

    public RowPolicy {
        models = List.copyOf(models);
    }
}
