package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A window of a spool that is being sent. For one thread. */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final SpoolFiles files;
    private final SpoolFiles.Window window;
    private final SpoolGauges gauges;
    private List<Entry> left;

    /** A record that has not been confirmed, and where it lies. */
    record Entry(long offset, SpooledRecord spooled, byte[] payload) {

        String topic() {
            return spooled.record().topic();
        }
    }

    /** @throws IOException when what is no record could not be set aside; then the window must be kept */
    Round(SpoolFiles files, SpoolFiles.Window window, SpoolGauges gauges) throws IOException {
        this.files = files;
        this.window = window;
        this.gauges = gauges;
        this.left = entries();
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Segment.Piece piece : window.pieces()) {
            switch (piece) {
                case Segment.Piece.Whole(long offset, byte[] payload) -> understand(offset, payload, entries);
                case Segment.Piece.Damage(long offset, byte[] bytes) -> setAside(offset, "damaged", bytes);
            }
        }
        return List.copyOf(entries);
    }

    private void understand(long offset, byte[] payload, List<Entry> entries) throws IOException {
        SpooledRecord spooled;
        try {
            spooled = SpooledRecord.of(payload);
        } catch (IOException e) {
            LOG.error("A record of {} is whole and cannot be understood: {}", window.segment(), e.toString());
            setAside(offset, "unknown", payload);
            return;
        }
        entries.add(new Entry(offset, spooled, payload));
    }

    private void setAside(long offset, String why, byte[] bytes) throws IOException {
        files.setAside(window.segment(), offset, why, bytes);
        gauges.damaged();
    }

    void setAsideAsTooLarge(Entry entry) throws IOException {
        setAside(entry.offset(), "too-large", entry.payload());
    }

    /** What Kafka has not confirmed, in order. */
    List<Entry> left() {
        return left;
    }

    void left(List<Entry> now) {
        left = List.copyOf(now);
    }

    /** Nothing is left of it, so nothing needs to be kept. */
    void finish() {
        files.confirmed(window);
        gauges.drained(Segment.whole(window.pieces()));
    }
}
