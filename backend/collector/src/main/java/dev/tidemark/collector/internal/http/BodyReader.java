package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as it comes, without holding a thread. A body that is refused, for its size or before it was looked at, is still read and
 * thrown away, up to a bound: a sender that is in the middle of sending would otherwise see a broken connection instead of the answer.
 */
final class BodyReader implements Runnable {

    private static final long MOST_THROWN_AWAY = 16L * 1024 * 1024;

    private final Exchange exchange;
    private final int most;
    private final BiConsumer<byte[], Integer> then;
    private @Nullable ProblemException refused;
    private byte[] body;
    private int length;
    private long seen;

    /**
     * @param then gets the body and how many bytes of the array it fills
     */
    private BodyReader(
            Exchange exchange, int most, @Nullable ProblemException refused, BiConsumer<byte[], Integer> then) {
        this.exchange = exchange;
        this.most = most;
        this.refused = refused;
        this.then = then;
        this.body = new byte[0];
    }

    static void read(Exchange exchange, int most, BiConsumer<byte[], Integer> then) {
        BodyReader reader = new BodyReader(exchange, most, null, then);
        long announced = exchange.request().getLength();
        if (announced > most) {
            reader.refuse(new ProblemException(CollectorProblem.BODY_TOO_LARGE, most));
        } else if (announced > 0) {
            reader.grow((int) announced);
        }
        reader.run();
    }

    static void refuse(Exchange exchange, ProblemException why) {
        new BodyReader(exchange, 0, why, (body, length) -> {}).run();
    }

    @Override
    public void run() {
        try {
            readWhatIsThere();
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private void readWhatIsThere() {
        while (true) {
            Content.Chunk chunk = exchange.request().read();
            if (chunk == null) {
                exchange.request().demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                exchange.abandon(chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            take(chunk);
            chunk.release();
            if (last || seen > MOST_THROWN_AWAY) {
                finish();
                return;
            }
        }
    }

    private void finish() {
        ProblemException why = refused;
        if (why == null) {
            then.accept(body, length);
            return;
        }
        if (seen > MOST_THROWN_AWAY) {
            exchange.response().getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        exchange.answer(why);
    }

    private void take(Content.Chunk chunk) {
        int more = chunk.remaining();
        seen += more;
        if (refused != null) {
            return;
        }
        if (length + more > most) {
            refuse(new ProblemException(CollectorProblem.BODY_TOO_LARGE, most));
        } else if (length + more <= body.length || grow(Math.max(length + more, Math.min(most, 2 * body.length)))) {
            chunk.get(body, length, more);
            length += more;
        }
    }

    private boolean grow(int size) {
        if (!exchange.hold(size - body.length)) {
            refuse(new ProblemException(CollectorProblem.COLLECTOR_BUSY));
            return false;
        }
        body = Arrays.copyOf(body, size);
        return true;
    }

    private void refuse(ProblemException why) {
        refused = why;
        body = new byte[0];
    }
}
