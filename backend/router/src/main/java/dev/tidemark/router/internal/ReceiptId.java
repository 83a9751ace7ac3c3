package dev.tidemark.router.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Names of receipts: UUIDs of version 7 (RFC 9562), so that they sort by time. */
final class ReceiptId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private ReceiptId() {}

    static String at(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return "r-" + new UUID(high, low);
    }
}
