package dev.tidemark.lake.maintenance.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Parquet files of one partition, written one after the other into a new one. Streams: memory holds one row group. */
final class MergedFiles {

    private static final String ROW_GROUP_BYTES = Long.toString(16L << 20);

    private final Table table;
    private final OutputFileFactory names;
    private final List<String> written = new ArrayList<>();

    MergedFiles(Table table) {
        this.table = table;
        this.names = OutputFileFactory.builderFor(table, 0, 0)
                .format(FileFormat.PARQUET)
                .operationId("merged-" + UUID.randomUUID())
                .build();
    }

    /**
     * @param files of one partition and the table's current spec
     * @throws IOException also when the new file would not hold exactly as many rows
     */
    DataFile write(List<DataFile> files) throws IOException {
        PartitionSpec spec = table.spec();
        StructLike partition = files.get(0).partition();
        EncryptedOutputFile output = names.newOutputFile(spec, partition);
        written.add(output.encryptingOutputFile().location());
        DataWriter<Record> writer = Parquet.writeData(output)
                .forTable(table)
                .set(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, ROW_GROUP_BYTES)
                .createWriterFunc(GenericParquetWriter::create)
                .withSpec(spec)
                .withPartition(partition)
                .overwrite()
                .build();
        try (writer) {
            for (DataFile file : files) {
                copy(file, writer);
            }
        }
        DataFile merged = writer.toDataFile();
        long rows = files.stream().mapToLong(DataFile::recordCount).sum();
        if (merged.recordCount() != rows) {
            throw new IOException("Read " + merged.recordCount() + " rows of files that should hold " + rows);
        }
        return merged;
    }

    private void copy(DataFile file, DataWriter<Record> writer) throws IOException {
        try (CloseableIterable<Record> rows = Parquet.read(table.io().newInputFile(file.location()))
                .project(table.schema())
                .reuseContainers()
                .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
            rows.forEach(writer::write);
        }
    }

    /** Takes back everything that was written. */
    void delete() {
        written.forEach(table.io()::deleteFile);
    }
}
