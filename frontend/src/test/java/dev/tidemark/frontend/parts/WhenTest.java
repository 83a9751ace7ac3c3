package dev.tidemark.frontend.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WhenTest {

    @Test
    void aTableThatHoldsNothingIsNotCompleteThrough1970() {
        When when = new When(Instant.EPOCH, When.Form.AGO);
        assertThat(when.getElement().getAttribute("at")).isEmpty();
    }

    @Test
    void aTimeIsGivenToTheBrowserAsItIs() {
        When when = new When(Instant.EPOCH, When.Form.SMART);
        when.set(Instant.parse("2026-03-01T10:00:00.5Z"));
        assertThat(when.getElement().getAttribute("at")).isEqualTo("2026-03-01T10:00:00.500Z");
    }
}
