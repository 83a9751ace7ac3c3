package dev.tidemark.router.export;

import dev.tidemark.router.AnswerColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that is written as it is sent, a row group at a time; only its footer makes it a file. Small row groups, because one of
 * them is in memory.
 */
final class ParquetRows implements RowWriter {

    private static final long ROW_GROUP_BYTES = 8L << 20;
    private static final int PAGE_BYTES = 256 << 10;

    private final Sent sent;
    private final ParquetWriter<List<@Nullable Object>> writer;
    private boolean finished;

    ParquetRows(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
        this.sent = new Sent(out);
        this.writer = new Builder(sent, new ParquetRowSupport(columns, Map.of(RowWriter.RECEIPT, receipt)))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build();
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        writer.write(row);
    }

    @Override
    public void finish() throws IOException {
        finished = true;
        writer.close();
        sent.flush();
    }

    /** The writer gives its buffers back only by writing the footer, which must not make a file of what broke off. */
    @Override
    public void close() {
        if (finished) {
            return;
        }
        sent.dropped = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw new IllegalStateException("what goes nowhere cannot fail", e);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {

        private final ParquetRowSupport support;

        Builder(OutputFile file, ParquetRowSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(@Nullable Configuration conf) {
            return support;
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(@Nullable ParquetConfiguration conf) {
            return support;
        }
    }

    /** The connection as a file that only grows. Closing it leaves the connection open. */
    private static final class Sent extends PositionOutputStream implements OutputFile {

        private final OutputStream out;
        private long position;
        private boolean dropped;

        Sent(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!dropped) {
                out.write(bytes, offset, length);
            }
            position += length;
        }

        @Override
        public void flush() throws IOException {
            if (!dropped) {
                out.flush();
            }
        }

        @Override
        public void close() {
            // The connection is its owner's.
        }

        @Override
        public PositionOutputStream create(long blockSize) {
            return this;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return this;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
