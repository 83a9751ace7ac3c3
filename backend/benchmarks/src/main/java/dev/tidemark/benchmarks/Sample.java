package dev.tidemark.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Measured values, and how far their figures can be trusted. */
record Sample(double[] values) {

    private static final int RESAMPLES = 4_000;

    Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        values = values.clone();
        Arrays.sort(values);
    }

    /** A figure with the range in which it lies with a confidence of 95 % (percentile bootstrap; Efron, 1979). */
    record Figure(double value, double low, double high) {

        String text(String unit) {
            return "%,.1f %s (95 %%: %,.1f to %,.1f)".formatted(value, unit, low, high);
        }

        String ratio() {
            return "%.3f (95 %%: %.3f to %.3f)".formatted(value, low, high);
        }
    }

    Figure mean() {
        return figure(sorted -> Arrays.stream(sorted).average().orElseThrow());
    }

    /** @param share from 0 to 1 (nearest rank) */
    Figure quantile(double share) {
        return figure(sorted -> rank(sorted, share));
    }

    /**
     * A quantile as a share of another sample's. The two are resampled apart from each other.
     *
     * @param share from 0 to 1 (nearest rank)
     */
    Figure quantileOver(double share, Sample floor) {
        Random random = new Random(1);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            figures[i] = rank(resampled(values, random), share) / rank(resampled(floor.values, random), share);
        }
        Arrays.sort(figures);
        return new Figure(
                rank(values, share) / rank(floor.values, share),
                figures[(int) (RESAMPLES * 0.025)],
                figures[(int) (RESAMPLES * 0.975)]);
    }

    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    private static double[] resampled(double[] values, Random random) {
        double[] again = new double[values.length];
        for (int j = 0; j < again.length; j++) {
            again[j] = values[random.nextInt(values.length)];
        }
        Arrays.sort(again);
        return again;
    }

    private Figure figure(ToDoubleFunction<double[]> of) {
        Random random = new Random(1);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            figures[i] = of.applyAsDouble(resampled(values, random));
        }
        Arrays.sort(figures);
        return new Figure(
                of.applyAsDouble(values), figures[(int) (RESAMPLES * 0.025)], figures[(int) (RESAMPLES * 0.975)]);
    }
}
