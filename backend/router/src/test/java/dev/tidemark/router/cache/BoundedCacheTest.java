package dev.tidemark.router.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private final BoundedCache<String, String> cache = new BoundedCache<>(80, String::length);

    @Test
    void theLeastRecentlyUsedGoesWhenTheMemoryIsUsedUp() {
        for (int i = 0; i < 8; i++) {
            cache.keep("k" + i, "0123456789");
        }
        assertThat(cache.find("k0")).isPresent();
        cache.keep("k8", "0123456789");
        assertThat(cache.bytes()).isEqualTo(80);
        assertThat(cache.find("k1")).isEmpty();
        assertThat(cache.find("k0")).isPresent();
    }

    @Test
    void aValueThatWouldPushOutTheOthersIsNotKept() {
        cache.keep("large", "01234567890");
        assertThat(cache.find("large")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aReplacedValueIsCountedOnce() {
        cache.keep("k", "0123456789");
        cache.keep("k", "01234");
        assertThat(cache.bytes()).isEqualTo(5);
        assertThat(cache.find("k")).contains("01234");
    }

    @Test
    void withoutMemoryNothingIsKept() {
        BoundedCache<String, String> none = new BoundedCache<>(0, String::length);
        none.keep("k", "v");
        assertThat(none.find("k")).isEmpty();
    }
}
