package dev.tidemark.router.export;

import dev.tidemark.router.AnswerColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The forms in which an answer is a file. */
public enum ExportFormat {
    CSV("text/csv", "csv") {
        @Override
        RowWriter open(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
            return new CsvWriter(out, columns, Formulas.AS_THEY_ARE);
        }
    },
    /** CSV for people who open it in a spreadsheet: text that such a program takes for a formula begins with an apostrophe. */
    SPREADSHEET_CSV("text/csv;formulas=guarded", "csv") {
        @Override
        RowWriter open(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
            return new CsvWriter(out, columns, Formulas.GUARDED);
        }
    },
    ARROW("application/vnd.apache.arrow.stream", "arrows") {
        @Override
        RowWriter open(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
            return new ArrowWriter(out, columns, receipt);
        }
    },
    PARQUET("application/vnd.apache.parquet", "parquet") {
        @Override
        RowWriter open(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
            return new ParquetRows(out, columns, receipt);
        }
    };

    private final String mediaType;
    private final String suffix;

    ExportFormat(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** As it is asked for. */
    public String mediaType() {
        return mediaType;
    }

    /** As it is answered. */
    public String contentType() {
        return mediaType.startsWith("text/") ? mediaType + ";charset=utf-8" : mediaType;
    }

    /** Of a file of this form. */
    public String suffix() {
        return suffix;
    }

    /**
     * Writes what goes before the first row.
     *
     * @param receipt the id of the receipt to come, for formats that can carry it
     */
    abstract RowWriter open(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException;
}
