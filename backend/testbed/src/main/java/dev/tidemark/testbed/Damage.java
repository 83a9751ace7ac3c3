package dev.tidemark.testbed;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Bytes that are nearly right: good ones cut off, with some changed, dropped or doubled, or with numbers in them that are far from what belongs there. The
 * same random numbers give the same bytes.
 */
public final class Damage {

    private static final List<byte[]> FAR = List.of(
            new byte[] {-1, -1, -1, -1},
            new byte[] {127, -1, -1, -1},
            new byte[] {-128, 0, 0, 0},
            new byte[] {64, 0, 0, 0},
            new byte[] {127, -1},
            new byte[] {-1, -1},
            new byte[8],
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});

    private Damage() {}

    /** A copy with one to three of these faults. */
    public static byte[] to(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> overwritten(bytes, at, FAR.get(random.nextInt(FAR.size())));
            default -> overwritten(bytes, at, new byte[] {(byte) random.nextInt(256)});
        };
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] with) {
        System.arraycopy(with, 0, bytes, at, Math.min(with.length, bytes.length - at));
        return bytes;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
