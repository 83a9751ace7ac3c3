package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A file of frames behind a header: name of the format (8), number (8), salt (8), CRC32C of these (4). Number and salt are in its name
 * too, so that a damaged header costs no record.
 */
record Segment(Path file, long number, long salt) {

    static final int HEADER = 28;

    private static final byte[] FORMAT = "TMSPOOL1".getBytes(US_ASCII);
    private static final Pattern NAME = Pattern.compile("(\\d{19})-([0-9a-f]{16})\\.spool");
    private static final int CHUNK = 2 * (Frame.LONGEST + Frame.HEAD);

    /** A stretch of a segment. */
    sealed interface Piece {

        /** What was acknowledged. */
        record Whole(long offset, byte[] payload) implements Piece {}

        /** What is no record any more, and maybe was one. */
        record Damage(long offset, byte[] bytes) implements Piece {}
    }

    /**
     * @param end where reading goes on
     */
    record Stretch(List<Piece> pieces, long end) {}

    static long whole(List<Piece> pieces) {
        return pieces.stream().filter(Piece.Whole.class::isInstance).count();
    }

    static Segment named(Path directory, long number, long salt) {
        return new Segment(directory.resolve(String.format("%019d-%016x.spool", number, salt)), number, salt);
    }

    static Optional<Segment> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new Segment(file, Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16)))
                : Optional.empty();
    }

    byte[] header() {
        ByteBuffer header =
                ByteBuffer.allocate(HEADER).put(FORMAT).putLong(number).putLong(salt);
        CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, header.position());
        return header.putInt((int) checksum.getValue()).array();
    }

    /**
     * Reads frames from {@code from} up to {@code to}, until they are about {@code most} bytes. What is left of a frame that
     * ends behind {@code to} was never acknowledged and is passed over; everything else that is no frame is damage.
     *
     * @param from 0 or the end of an earlier stretch
     * @throws IOException when nothing more can be read; what can be is given before
     */
    Stretch read(Disk disk, long from, long to, int most) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        long start = from;
        if (start == 0) {
            readHeader(disk, to, pieces);
            start = Math.min(HEADER, to);
        }
        int length = (int) Math.min(to - start, Math.max(CHUNK, most));
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Optional<IOException> failure = fill(disk, start, bytes);
        boolean cut = failure.isEmpty() && bytes.limit() < length;
        boolean last = failure.isEmpty() && (cut || start + bytes.limit() == to);
        int index = 0;
        while (index < bytes.limit() && index < most) {
            int next = frame(bytes, index, start + index, pieces);
            if (next < 0) {
                next = last && isTorn(bytes, index, start + index)
                        ? bytes.limit()
                        : damage(bytes, index, start, last, pieces);
            }
            if (next == index) {
                break;
            }
            index = next;
        }
        long end = cut && index >= bytes.limit() ? to : start + index;
        if (failure.isPresent() && end == from) {
            throw failure.get();
        }
        return new Stretch(pieces, end);
    }

    /** Returns why not all of it could be read. */
    private Optional<IOException> fill(Disk disk, long from, ByteBuffer bytes) {
        try {
            disk.read(file, from, bytes);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } finally {
            bytes.flip();
        }
    }

    private void readHeader(Disk disk, long to, List<Piece> pieces) throws IOException {
        ByteBuffer header = ByteBuffer.allocate((int) Math.min(HEADER, to));
        disk.read(file, 0, header);
        if (header.position() == HEADER && !Arrays.equals(header.array(), header())) {
            pieces.add(new Piece.Damage(0, header.array()));
        }
    }

    /** Where the next frame begins; the same index when this one goes on behind the bytes; -1 when there is none. */
    private int frame(ByteBuffer bytes, int index, long offset, List<Piece> pieces) {
        if (index + Frame.HEAD > bytes.limit()) {
            return -1;
        }
        int length = Frame.length(bytes, index, salt, offset);
        int end = index + Frame.HEAD + length;
        if (length < 0 || end > bytes.limit() || !Frame.isWhole(bytes, index, length, salt)) {
            return -1;
        }
        pieces.add(new Piece.Whole(offset, Arrays.copyOfRange(bytes.array(), index + Frame.HEAD, end)));
        return end;
    }

    /** Whether the file was left here in the middle of a write: too short for a head, for what the head says, or still zeros. */
    private boolean isTorn(ByteBuffer bytes, int index, long offset) {
        if (index + Frame.HEAD > bytes.limit()) {
            return true;
        }
        int length = Frame.length(bytes, index, salt, offset);
        if (length >= 0) {
            return index + Frame.HEAD + length > bytes.limit();
        }
        for (int i = index; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Passes over what is no frame, up to the next head. */
    private int damage(ByteBuffer bytes, int index, long start, boolean last, List<Piece> pieces) {
        boolean longer = !last
                && (index + Frame.HEAD > bytes.limit()
                        || index + Frame.HEAD + Frame.length(bytes, index, salt, start + index) > bytes.limit());
        if (longer) {
            return index;
        }
        int next = index + 1;
        while (next + Frame.HEAD <= bytes.limit() && Frame.length(bytes, next, salt, start + next) < 0) {
            next++;
        }
        if (next + Frame.HEAD > bytes.limit() && last) {
            next = bytes.limit();
        }
        pieces.add(new Piece.Damage(start + index, Arrays.copyOfRange(bytes.array(), index, next)));
        return next;
    }
}
