package dev.tidemark.pipelines.transforms;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run as the history keeps it.
 *
 * @param completeThrough what the table vouched for afterwards
 * @param inputs JSON: table → the snapshot that was read and the one that last changed its rows
 * @param columnOrigins JSON: column → the input columns its values come from
 * @param problem the code of what went wrong
 */
public record TransformRun(
        long id,
        String transform,
        Cause cause,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        OptionalLong snapshot,
        Optional<Instant> completeThrough,
        long rows,
        int parts,
        String inputs,
        String columnOrigins,
        Optional<String> problem,
        String detail) {}
