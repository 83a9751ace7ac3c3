package dev.tidemark.pipelines.transforms;

import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.Tide;
import dev.tidemark.sql.ColumnOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one run did.
 *
 * @param definition identifies what was computed: SQL, materialization, keys
 * @param snapshot of the table that readers see after the run
 * @param rows in the table
 * @param parts days or whole tables that were written
 * @param inputs the versions that were read
 * @param origins for each output column, the input columns it comes from
 * @param problem the code of what went wrong
 */
public record TransformResult(
        Outcome outcome,
        String definition,
        OptionalLong snapshot,
        Optional<Tide> tide,
        long rows,
        int parts,
        List<TableVersion> inputs,
        Map<String, List<ColumnOrigin>> origins,
        Optional<String> problem,
        String detail) {

    public TransformResult {
        inputs = List.copyOf(inputs);
        origins = Map.copyOf(origins);
    }

    static TransformResult without(Outcome outcome, String problem, String detail) {
        return new TransformResult(
                outcome,
                "",
                OptionalLong.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                Map.of(),
                Optional.of(problem),
                detail);
    }
}
