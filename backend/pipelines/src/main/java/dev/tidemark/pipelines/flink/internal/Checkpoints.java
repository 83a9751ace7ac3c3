package dev.tidemark.pipelines.flink.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Retained checkpoints as Flink lays them out: {@code <directory>/<job id>/chk-<n>}, complete when there is {@code _metadata}. */
public final class Checkpoints {

    private static final String PREFIX = "chk-";
    private static final String METADATA = "_metadata";

    private final Path directory;

    public Checkpoints(Path directory) {
        this.directory = directory;
    }

    /** The newest complete checkpoint of a job. */
    public Optional<Path> newest(String jobId) {
        return complete(jobId).stream().max(Comparator.comparingLong(Checkpoints::number));
    }

    public Optional<Instant> madeAt(String jobId) {
        return newest(jobId).flatMap(Checkpoints::time);
    }

    private static Optional<Instant> time(Path checkpoint) {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(checkpoint.resolve(METADATA)).toInstant());
        } catch (IOException subsumedMeanwhile) {
            return Optional.empty();
        }
    }

    private List<Path> complete(String jobId) {
        Path job = directory.resolve(jobId);
        if (!Files.isDirectory(job)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(job)) {
            return entries.filter(entry -> number(entry) >= 0 && Files.exists(entry.resolve(METADATA)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list checkpoints in " + job, e);
        }
    }

    private static long number(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        try {
            return name.startsWith(PREFIX) ? Long.parseLong(name.substring(PREFIX.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
