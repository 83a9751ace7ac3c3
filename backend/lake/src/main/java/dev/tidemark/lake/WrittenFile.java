package dev.tidemark.lake;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A Parquet file that an engine wrote where {@link ModelTable#newFile} said, with the table's field ids.
 *
 * @param day the day partition all of its rows belong to; empty in a table without partitions
 */
public record WrittenFile(Path path, Optional<LocalDate> day) {}
