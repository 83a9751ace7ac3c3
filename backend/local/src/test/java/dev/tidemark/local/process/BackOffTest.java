package dev.tidemark.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void pauses_double_up_to_half_a_minute_and_then_it_gives_up() {
        List<Long> pauses = new ArrayList<>();
        BackOff backOff = BackOff.NONE.crashed(Duration.ZERO);
        for (Optional<Duration> pause = backOff.pause(); pause.isPresent(); pause = backOff.pause()) {
            pauses.add(pause.get().toSeconds());
            backOff = backOff.crashed(Duration.ofSeconds(3));
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(backOff.crashes()).isEqualTo(8);
    }

    @Test
    void a_minute_of_health_forgives_the_crashes_before_it() {
        BackOff tired = BackOff.NONE;
        for (int i = 0; i < 6; i++) {
            tired = tired.crashed(Duration.ZERO);
        }

        assertThat(tired.crashed(Duration.ofMinutes(1)).pause()).contains(Duration.ofSeconds(1));
    }
}
