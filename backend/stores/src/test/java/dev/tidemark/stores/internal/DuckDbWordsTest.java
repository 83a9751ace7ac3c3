package dev.tidemark.stores.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Conversion Error: Could not convert string 'a' to INT32",
                "Out of Range Error: Overflow in multiplication of INT64",
                "Invalid Input Error: Could not parse string \"a\" according to format specifier \"%Y\"",
                "Binder Error: Cannot compare values of type VARCHAR and type INTEGER",
            })
    void theseAreAboutValues(String words) {
        assertThat(DuckDbWords.areAboutValues(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result",
                "Out of Memory Error: failed to allocate data of size 16.0 MiB (Conversion Error)",
                "Catalog Error: Table with name orders does not exist!",
                "INTERRUPT Error: Interrupted!",
            })
    void theseAreNot(String words) {
        assertThat(DuckDbWords.areAboutValues(words)).isFalse();
    }
}
