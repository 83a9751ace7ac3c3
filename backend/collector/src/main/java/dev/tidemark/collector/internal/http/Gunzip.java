package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Inflates a body no further than it may be large, counting what it takes as in flight. */
final class Gunzip {

    private static final int STEP = 16 * 1024;

    private Gunzip() {}

    /**
     * @param most bytes of the inflated body
     * @throws ProblemException BODY_TOO_LARGE, COLLECTOR_BUSY, MALFORMED_GZIP
     */
    static byte[] of(Exchange exchange, byte[] body, int length, int most) {
        byte[] inflated = new byte[0];
        int filled = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body, 0, length), STEP)) {
            while (true) {
                if (filled == inflated.length) {
                    inflated = grown(exchange, inflated, most);
                }
                int more = in.read(inflated, filled, inflated.length - filled);
                if (more < 0) {
                    return Arrays.copyOf(inflated, filled);
                }
                filled += more;
                if (filled > most) {
                    throw new ProblemException(CollectorProblem.BODY_TOO_LARGE, most);
                }
            }
        } catch (IOException e) {
            throw new ProblemException(
                            CollectorProblem.MALFORMED_GZIP, e.getMessage() == null ? "it is cut off" : e.getMessage())
                    .because(e);
        }
    }

    private static byte[] grown(Exchange exchange, byte[] array, int most) {
        int size = Math.min(most + 1, Math.max(STEP, 2 * array.length));
        if (!exchange.hold(size - array.length)) {
            throw new ProblemException(CollectorProblem.COLLECTOR_BUSY);
        }
        return Arrays.copyOf(array, size);
    }
}
