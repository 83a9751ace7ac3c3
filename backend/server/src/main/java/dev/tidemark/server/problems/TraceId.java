package dev.tidemark.server.problems;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id under which one failed request is found in the log. */
final class TraceId {

    private TraceId() {}

    static String create() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
