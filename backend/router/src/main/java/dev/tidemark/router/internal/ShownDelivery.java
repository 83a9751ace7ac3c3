package dev.tidemark.router.internal;

import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.policy.Masks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with what policies show instead of masked dimensions.
 *
 * @param columns as their asker calls them
 */
record ShownDelivery(Delivery bare, Masks masks, List<AnswerColumn> columns) implements Delivery {

    ShownDelivery {
        columns = List.copyOf(columns);
    }

    @Override
    public String receiptId() {
        return bare.receiptId();
    }

    @Override
    public boolean hasNext() {
        return bare.hasNext();
    }

    @Override
    public List<@Nullable Object> next() {
        return masks.restoredRow(bare.next());
    }

    @Override
    public Receipt receipt() {
        return bare.receipt();
    }

    @Override
    public Receipt unfinished() {
        return bare.unfinished();
    }

    @Override
    public void close() {
        bare.close();
    }
}
