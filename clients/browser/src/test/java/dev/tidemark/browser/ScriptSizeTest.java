package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pages pay for each byte. */
class ScriptSizeTest {

    static byte[] script() {
        try (InputStream in = Objects.requireNonNull(ScriptSizeTest.class.getResourceAsStream("tidemark.js"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theScriptIsAtMostFiveKibibytesAsItIsShipped() {
        assertThat(script().length).isBetween(1_000, 5 * 1024);
    }

    @Test
    void theScriptIsPlainAscii() {
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(new String(script(), StandardCharsets.UTF_8)))
                .isTrue();
    }
}
