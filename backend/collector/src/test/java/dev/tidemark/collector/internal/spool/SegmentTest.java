package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.internal.spool.Segment.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {

    private static final long SALT = 0x1234_5678_9abc_def0L;

    @TempDir
    private Path directory;

    @Test
    void whateverIsLeftOfTheLastRecordTheOthersAreReadAndNothingIsDamage() throws IOException {
        byte[] whole = bytes("one", "two", "the last of them");
        int last = bytes("one", "two").length;
        for (int length = last; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(texts("one", "two"));
        }
        assertThat(read(whole)).isEqualTo(texts("one", "two", "the last of them"));
    }

    @Test
    void zerosBehindTheLastRecordAreAWriteThatNeverCame() throws IOException {
        byte[] whole = bytes("one", "two");
        assertThat(read(Arrays.copyOf(whole, whole.length + 500))).isEqualTo(texts("one", "two"));
    }

    @Test
    void oneWrongByteAnywhereCostsAtMostOneRecordAndIsTold() throws IOException {
        byte[] whole = bytes("one", "two", "three", "four");
        for (int at = 0; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x20;
            List<String> read = read(wrong);
            List<String> records =
                    read.stream().filter(piece -> !piece.startsWith("damage")).toList();
            assertThat(texts("one", "two", "three", "four")).as("byte %d", at).containsSubsequence(records);
            assertThat(records).as("byte %d", at).hasSizeGreaterThanOrEqualTo(at < Segment.HEADER ? 4 : 3);
            assertThat(read).as("byte %d", at).anyMatch(piece -> piece.startsWith("damage"));
        }
    }

    @Test
    void aFrameInsideAnEventIsNeverARecord() throws IOException {
        ByteBuffer forged = ByteBuffer.allocate(100);
        Frame.write(forged, 0, Segment.HEADER + Frame.HEAD, "forged".getBytes(UTF_8));
        String event = new String(forged.array(), ISO_8859_1);
        byte[] whole = bytes(event, "two");
        whole[Segment.HEADER] ^= 1;
        assertThat(read(whole)).hasSize(2).last().isEqualTo("two");
    }

    @Test
    void anyCutAndAnyDamageLeaveARunOfTheRecords() throws IOException {
        Random random = new Random(7);
        for (int run = 0; run < 400; run++) {
            String[] written = random.ints(1 + random.nextInt(40), 0, 3_000)
                    .mapToObj(length -> random.nextInt(1_000_000) + "x".repeat(length))
                    .toArray(String[]::new);
            byte[] bytes = bytes(written);
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(200));
            for (int i = from; i < to; i++) {
                bytes[i] = (byte) random.nextInt();
            }
            List<String> read = read(Arrays.copyOf(bytes, to + random.nextInt(bytes.length - to + 1)));
            read.removeIf(piece -> piece.startsWith("damage"));
            assertThat(isRunOf(read, List.of(written))).as("run %d", run).isTrue();
            assertThat(before(written, from)).isSubsetOf(read);
        }
    }

    /** Whether all of these are among those, in their order. */
    private static boolean isRunOf(List<String> some, List<String> all) {
        Iterator<String> rest = all.iterator();
        return some.stream().allMatch(wanted -> {
            while (rest.hasNext()) {
                if (rest.next().equals(wanted)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Those that end before this byte. */
    private static List<String> before(String[] written, int byteAt) {
        List<String> whole = new ArrayList<>();
        int end = Segment.HEADER;
        for (String record : written) {
            end += Frame.HEAD + record.length();
            if (end <= byteAt) {
                whole.add(record);
            }
        }
        return whole;
    }

    @Test
    void aLongSegmentIsReadInStretches() throws IOException {
        String[] records = new String[40];
        Arrays.setAll(records, i -> i + "y".repeat(300_000));
        assertThat(read(bytes(records))).isEqualTo(texts(records));
    }

    private static List<String> texts(String... texts) {
        return List.of(texts);
    }

    private byte[] bytes(String... records) {
        int size = Segment.HEADER
                + Arrays.stream(records)
                        .mapToInt(text -> Frame.HEAD + latin(text).length)
                        .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size).put(segment().header());
        for (String record : records) {
            Frame.write(bytes, SALT, bytes.position(), latin(record));
        }
        return bytes.array();
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private Segment segment() {
        return Segment.named(directory, 1, SALT);
    }

    private List<String> read(byte[] file) throws IOException {
        Files.write(segment().file(), file);
        List<String> read = new ArrayList<>();
        long from = 0;
        do {
            Segment.Stretch stretch = segment().read(Disk.LOCAL, from, file.length, 1_000);
            for (Piece piece : stretch.pieces()) {
                read.add(
                        switch (piece) {
                            case Piece.Whole(long _, byte[] payload) -> new String(payload, ISO_8859_1);
                            case Piece.Damage(long offset, byte[] bytes) -> "damage at " + offset + ": " + bytes.length;
                        });
            }
            assertThat(stretch.end()).isGreaterThan(from);
            from = stretch.end();
        } while (from < file.length);
        return read;
    }
}
