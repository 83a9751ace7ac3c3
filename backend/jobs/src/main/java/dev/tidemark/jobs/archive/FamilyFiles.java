package dev.tidemark.jobs.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.RollingDataWriter;

/**
 * Data files of one raw table between two checkpoints: one open file per table partition, the least recently used closed when there
 * are too many, so that replaying months of history does not fill the heap.
 */
final class FamilyFiles {

    private static final int MOST_OPEN = 12;
    private static final long TARGET_FILE_BYTES = 128L << 20;

    private final Table table;
    private final ParquetFiles writers;
    private final OutputFileFactory names;
    private final InternalRecordWrapper wrapper;
    private final PartitionKey key;
    private final Map<PartitionKey, RollingDataWriter<Record>> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<String> finished = new ArrayList<>();

    /**
     * @param operation part of the file names; unique per attempt of the job
     */
    FamilyFiles(Table table, int subtask, long attempt, String operation) {
        this.table = table;
        this.writers = new ParquetFiles(table);
        this.names = OutputFileFactory.builderFor(table, subtask, attempt)
                .format(FileFormat.PARQUET)
                .operationId(operation)
                .build();
        this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
        this.key = new PartitionKey(table.spec(), table.schema());
    }

    Table table() {
        return table;
    }

    void add(Record row) throws IOException {
        key.partition(wrapper.wrap(row));
        RollingDataWriter<Record> writer = open.get(key);
        if (writer == null) {
            closeLeastUsedIfFull();
            PartitionKey partition = key.copy();
            writer = new RollingDataWriter<>(writers, names, table.io(), TARGET_FILE_BYTES, table.spec(), partition);
            open.put(partition, writer);
        }
        writer.write(row);
    }

    /** Closes everything and starts anew. */
    List<String> finish() throws IOException {
        for (RollingDataWriter<Record> writer : open.values()) {
            close(writer);
        }
        open.clear();
        List<String> files = List.copyOf(finished);
        finished.clear();
        return files;
    }

    private void closeLeastUsedIfFull() throws IOException {
        if (open.size() < MOST_OPEN) {
            return;
        }
        PartitionKey eldest = open.keySet().iterator().next();
        RollingDataWriter<Record> writer = open.remove(eldest);
        if (writer != null) {
            close(writer);
        }
    }

    private void close(RollingDataWriter<Record> writer) throws IOException {
        writer.close();
        for (DataFile file : writer.result().dataFiles()) {
            finished.add(ContentFileParser.toJson(file, table.spec()));
        }
    }
}
