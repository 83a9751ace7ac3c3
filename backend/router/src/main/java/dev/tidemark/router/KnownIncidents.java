package dev.tidemark.router;

import java.util.List;
import java.util.Optional;

/** What is known to be wrong with what an answer rests on. */
@FunctionalInterface
public interface KnownIncidents {

    KnownIncidents NONE = use -> List.of();

    /** What a reader of the numbers should know. Asked with every question, so it does not wait. */
    List<Notice> of(Use use);

    /**
     * What a part of an answer is read from.
     *
     * @param store its word, for example {@code warehouse}
     * @param tables as the store names them: the rows', then those joined to them
     * @param rollup the binding, when these are not rows but sums of them
     */
    record Use(String workspace, String store, List<String> tables, Optional<String> rollup) {
        public Use {
            tables = List.copyOf(tables);
        }
    }
}
