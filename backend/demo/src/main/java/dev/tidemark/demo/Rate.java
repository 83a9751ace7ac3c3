package dev.tidemark.demo;

import java.io.IOException;
import java.util.Optional;

/** How many events a second: what {@code tidemark demo rate N} wrote last, looked up at most once a second. */
final class Rate {

    private static final String FILE = "rate";
    private static final double MOST = 5_000;

    private final Home home;
    private final double otherwise;
    private double now;
    private long lookedAt;

    Rate(Home home, double otherwise) {
        this.home = home;
        this.otherwise = otherwise;
        this.lookedAt = System.nanoTime() - 2_000_000_000L;
    }

    static void set(Home home, double rate) throws IOException {
        home.write(FILE, Double.toString(rate));
    }

    /** @throws UsageException when the text is no rate */
    static double parse(String text) {
        return of(text).orElseThrow(
                        () -> new UsageException("“" + text + "” is no rate. Give events per second, from 0 to 5000."));
    }

    private static Optional<Double> of(String text) {
        try {
            double rate = Double.parseDouble(text);
            return rate >= 0 && rate <= MOST ? Optional.of(rate) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    double now() throws IOException {
        if (System.nanoTime() - lookedAt > 1_000_000_000L) {
            lookedAt = System.nanoTime();
            now = home.read(FILE).flatMap(Rate::of).orElse(otherwise);
        }
        return now;
    }
}
