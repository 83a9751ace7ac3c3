package dev.tidemark.router.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows into a file that is being made. Holds no more of them than its form needs. */
interface RowWriter extends AutoCloseable {

    /** Under this key formats with metadata of their own name the receipt. */
    String RECEIPT = "tidemark.receipt";

    /**
     * @param row values as {@link dev.tidemark.router.AnswerColumn.Type} says
     */
    void write(List<@Nullable Object> row) throws IOException;

    /** Writes what goes after the last row. Without it the file is not whole. */
    void finish() throws IOException;

    /** Gives back what it took, and writes nothing. */
    @Override
    default void close() {}
}
