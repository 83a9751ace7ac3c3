package dev.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import org.junit.jupiter.api.Test;

class ManyMetricsTest {

    @Test
    void thereAreAThousandAndTheyHoldTogether() {
        assertThat(MetricCatalog.of("many", "c", ManyMetrics.files()).metrics()).hasSize(ManyMetrics.METRICS);
    }
}
