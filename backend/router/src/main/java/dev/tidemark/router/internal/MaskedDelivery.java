package dev.tidemark.router.internal;

import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.policy.Masks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery with what policies show instead of masked dimensions. */
record MaskedDelivery(Delivery bare, Masks masks) implements Delivery {

    @Override
    public String receiptId() {
        return bare.receiptId();
    }

    @Override
    public List<AnswerColumn> columns() {
        return masks.restoredColumns(bare.columns());
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
