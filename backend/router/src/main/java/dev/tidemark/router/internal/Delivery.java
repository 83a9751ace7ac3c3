package dev.tidemark.router.internal;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Receipt;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose rows are taken one by one, once; values are as {@link AnswerColumn.Type} says. Taking a row may fail, and there may
 * be an end too early: only {@link #receipt} tells that the rows were the answer.
 */
public interface Delivery extends Iterator<List<@Nullable Object>>, AutoCloseable {

    /** Of the receipt to come. */
    String receiptId();

    List<AnswerColumn> columns();

    /** The receipt of the whole answer, to be asked for after the last row; fails when the rows were not all. */
    Receipt receipt();

    /** What can be said when not all rows were taken. */
    Receipt unfinished();

    /** Cancels what still runs, and gives everything back. */
    @Override
    void close();

    /** An answer that is already there. */
    final class Whole implements Delivery {

        private final Answer answer;
        private final Iterator<List<@Nullable Object>> rows;

        public Whole(Answer answer) {
            this.answer = answer;
            this.rows = answer.rows().iterator();
        }

        @Override
        public String receiptId() {
            return answer.receipt().id();
        }

        @Override
        public List<AnswerColumn> columns() {
            return answer.columns();
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public List<@Nullable Object> next() {
            return rows.next();
        }

        @Override
        public Receipt receipt() {
            return answer.receipt();
        }

        @Override
        public Receipt unfinished() {
            return answer.receipt();
        }

        @Override
        public void close() {
            // Nothing was taken.
        }
    }
}
