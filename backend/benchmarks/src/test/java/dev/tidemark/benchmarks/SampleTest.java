package dev.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void quantiles_are_values_that_were_measured() {
        Sample sample =
                new Sample(DoubleStream.iterate(1, v -> v + 1).limit(100).toArray());
        assertThat(sample.quantile(0.5).value()).isEqualTo(50);
        assertThat(sample.quantile(0.95).value()).isEqualTo(95);
        assertThat(sample.quantile(1).value()).isEqualTo(100);
    }

    @Test
    void the_range_of_a_mean_is_about_two_standard_errors_to_each_side() {
        Random random = new Random(5);
        Sample.Figure mean = new Sample(DoubleStream.generate(() -> 100 + random.nextGaussian() * 10)
                        .limit(400)
                        .toArray())
                .mean();
        assertThat(mean.value()).isCloseTo(100, within(1.5));
        assertThat(mean.high() - mean.value()).isCloseTo(0.98, within(0.25));
        assertThat(mean.value() - mean.low()).isCloseTo(0.98, within(0.25));
    }

    @Test
    void one_value_is_its_own_range() {
        assertThat(new Sample(new double[] {7}).mean()).isEqualTo(new Sample.Figure(7, 7, 7));
    }

    @Test
    void aShareOfASampleOfItselfIsOne() {
        Sample sample = new Sample(new double[] {5, 6, 7, 8});
        Sample.Figure share = sample.quantileOver(0.5, sample);
        assertThat(share.value()).isEqualTo(1);
        assertThat(share.low()).isLessThanOrEqualTo(1);
        assertThat(share.high()).isGreaterThanOrEqualTo(1);
    }
}
