package dev.tidemark.frontend.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void areSaidInTheUnitThatFits() {
        assertThat(Durations.words(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(Durations.words(Duration.ofMillis(3400))).isEqualTo("3.4 s");
        assertThat(Durations.words(Duration.ofMinutes(25))).isEqualTo("25 min");
        assertThat(Durations.words(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Durations.words(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    }

    @Test
    void thoseInSentencesOfProgramsBecomeWords() {
        assertThat(Durations.inWords("PT2M41S behind, a fresher way exists"))
                .isEqualTo("2 min behind, a fresher way exists");
        assertThat(Durations.inWords("the freshest exact way; is PT2S behind"))
                .isEqualTo("the freshest exact way; is 2 s behind");
        assertThat(Durations.inWords("Allow P1DT2H or PT0.25S.")).isEqualTo("Allow 26 h or 250 ms.");
    }

    @Test
    void otherWordsStay() {
        assertThat(Durations.inWords("P and PT and P2P, GAP1D, PTO")).isEqualTo("P and PT and P2P, GAP1D, PTO");
    }
}
