package dev.tidemark.collector.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    @Test
    void takesAllOrNothingAndFillsWithTime() {
        TokenBucket bucket = new TokenBucket(100, 10, 0);
        assertThat(bucket.take(150, 0)).isZero();
        assertThat(bucket.take(60, 0)).isEqualTo(1);
        assertThat(bucket.left()).isEqualTo(50);
        assertThat(bucket.take(60, TimeUnit.MILLISECONDS.toNanos(100))).isZero();
        assertThat(bucket.take(200, 0)).isGreaterThan(1);
    }

    @Test
    void holdsAWholeBatchHoweverSlowTheSource() {
        TokenBucket bucket = new TokenBucket(1, 1_000, 0);
        assertThat(bucket.take(1_000, 0)).isZero();
        assertThat(bucket.take(1_000, 0)).isEqualTo(1_000);
        assertThat(bucket.take(1_000, TimeUnit.SECONDS.toNanos(1_000))).isZero();
    }
}
