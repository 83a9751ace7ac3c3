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
        return figure(sorted -> sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)]);
    }

    private Figure figure(ToDoubleFunction<double[]> of) {
        Random random = new Random(1);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[] again = new double[values.length];
            for (int j = 0; j < again.length; j++) {
                again[j] = values[random.nextInt(values.length)];
            }
            Arrays.sort(again);
            figures[i] = of.applyAsDouble(again);
        }
        Arrays.sort(figures);
        return new Figure(
                of.applyAsDouble(values), figures[(int) (RESAMPLES * 0.025)], figures[(int) (RESAMPLES * 0.975)]);
    }
}
