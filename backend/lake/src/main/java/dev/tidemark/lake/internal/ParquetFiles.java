package dev.tidemark.lake.internal;

import dev.tidemark.lake.LocalFileIO;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.ParquetUtil;

/** Parquet files that another engine wrote, as Iceberg counts them. */
public final class ParquetFiles {

    private ParquetFiles() {}

    /** Forces the file to disk and reads its footer for what the manifest says about it. */
    public static DataFile dataFile(Table table, LocalFileIO files, Path path, Optional<String> partition) {
        force(path);
        InputFile input = files.newInputFile(files.location(path));
        DataFiles.Builder builder = DataFiles.builder(table.spec())
                .withPath(input.location())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(input.getLength())
                .withMetrics(ParquetUtil.fileMetrics(input, MetricsConfig.forTable(table)));
        partition.ifPresent(builder::withPartitionPath);
        return builder.build();
    }

    private static void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot force " + path + " to disk", e);
        }
        Directories.force(path.resolveSibling("."));
    }
}
