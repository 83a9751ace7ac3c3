package dev.tidemark.router.export;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.Safeguards;
import dev.tidemark.router.internal.Delivery;
import dev.tidemark.router.internal.Desk;
import dev.tidemark.router.usage.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * An answer that can be written into a file, once. However it ends, its receipt and the usage log say what went out. To be closed;
 * closing cancels what still runs.
 */
public final class Export implements AutoCloseable {

    /**
     * To be set on an HTTP request whose response has begun and broke off. Whoever ends the response then cuts the connection: the client
     * has to see that the file is not whole.
     */
    public static final String BROKEN_OFF = "dev.tidemark.broken-off";

    private final MetricQuery query;
    private final Asker asker;
    private final ExportFormat format;
    private final Delivery delivery;
    private final Safeguards safeguards;
    private final Runnable ended;
    private final long began;
    private boolean told;
    private boolean closed;

    /**
     * @param ended told once, when it is closed
     * @param began when it was asked for, as {@link System#nanoTime} has it
     */
    public Export(
            MetricQuery query,
            Asker asker,
            ExportFormat format,
            Delivery delivery,
            Safeguards safeguards,
            Runnable ended,
            long began) {
        this.query = query;
        this.asker = asker;
        this.format = format;
        this.delivery = delivery;
        this.safeguards = safeguards;
        this.ended = ended;
        this.began = began;
    }

    public ExportFormat format() {
        return format;
    }

    /** Of the receipt that is there when the file is whole, or has broken off. */
    public String receiptId() {
        return delivery.receiptId();
    }

    public List<AnswerColumn> columns() {
        return delivery.columns();
    }

    /**
     * Writes the whole file. When it throws, what was written is not the answer, whatever it looks like: the receiver must not be
     * told that it has ended well.
     *
     * @return the receipt, which is kept
     * @throws ProblemException what made it break off
     * @throws IOException when nobody takes the bytes any more
     */
    public Receipt writeTo(OutputStream out) throws IOException {
        CountedStream counted = new CountedStream(out);
        long rows = 0;
        try (RowWriter writer = format.open(counted, columns(), receiptId())) {
            while (delivery.hasNext()) {
                writer.write(delivery.next());
                rows++;
            }
            Receipt receipt = delivery.receipt();
            writer.finish();
            counted.flush();
            return tell(receipt, new Exported(format.mediaType(), rows, counted.bytes(), true, null));
        } catch (IOException e) {
            ProblemException gone = new ProblemException(RoutingProblem.QUESTION_CANCELLED).because(e);
            tellBroken(gone, rows, counted.bytes(), e);
            throw e;
        } catch (RuntimeException e) {
            ProblemException problem = e instanceof ProblemException known
                    ? Desk.tooLarge(known)
                    : new ProblemException(RoutingProblem.EXPORT_BROKEN, rows, String.valueOf(e.getMessage()))
                            .because(e);
            tellBroken(problem, rows, counted.bytes(), problem);
            throw problem;
        }
    }

    private Receipt tell(Receipt receipt, Exported export) {
        told = true;
        Receipt sealed = receipt.with(export);
        safeguards.receipts().accept(sealed);
        safeguards.asked(Usage.exported(query, asker, sealed, export, Duration.ofNanos(System.nanoTime() - began)));
        return sealed;
    }

    /** What broke it off is what its reader must see, even when it cannot be written down. */
    private void tellBroken(ProblemException problem, long rows, long bytes, Exception reason) {
        if (told) {
            return;
        }
        try {
            String code = problem.problem().code();
            tell(delivery.unfinished(), new Exported(format.mediaType(), rows, bytes, false, code));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            delivery.close();
        } finally {
            ended.run();
        }
    }
}
