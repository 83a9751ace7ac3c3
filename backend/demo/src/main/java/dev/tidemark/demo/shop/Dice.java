package dev.tidemark.demo.shop;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that repeats itself: the same seed and the same numbers give the same throws. */
final class Dice {

    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice for one thing, told apart by numbers: a minute, a customer, a day. */
    static Dice of(long seed, long... numbers) {
        long mixed = seed;
        for (long number : numbers) {
            mixed = mix(mixed ^ mix(number + 0x9E3779B97F4A7C15L));
        }
        return new Dice(new SplittableRandom(mixed));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** @return from least (inclusive) to most (inclusive) */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The index of a weight, the more often the heavier. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = random.nextInt(sum);
        for (int i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        throw new IllegalStateException("The throw " + at + " lies outside the weights");
    }

    /** How often something with this mean happens: its whole part, and once more with the chance of the rest. */
    int times(double mean) {
        int whole = (int) mean;
        return whole + (chance(mean - whole) ? 1 : 0);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
