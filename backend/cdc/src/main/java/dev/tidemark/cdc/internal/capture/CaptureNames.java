package dev.tidemark.cdc.internal.capture;

import dev.tidemark.events.CaptureConfig;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What a capture's slot and publication are called in the captured database. */
record CaptureNames(String capture, String slot) {

    private static final int LONGEST = 55;

    static CaptureNames of(CaptureConfig.Database source) {
        String capture = source.workspace() + "/" + source.name();
        String plain = ("tidemark_" + source.workspace() + "_" + source.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "_");
        return new CaptureNames(
                capture,
                plain.length() <= LONGEST
                        ? plain
                        : plain.substring(0, LONGEST - 9) + "_" + Integer.toHexString(plain.hashCode()));
    }

    String publication() {
        return slot;
    }

    /** Of a slot that lives while a snapshot is opened. */
    String passingSlot() {
        return slot + "_" + Integer.toHexString(ThreadLocalRandom.current().nextInt(1 << 24));
    }
}
