package dev.tidemark.server.provisioning;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelinesDeskTest {

    @Test
    void onlyWhoBuildsMayRunATransform() {
        assertThatThrownBy(() -> PipelinesDesk.requireBuilder(asker("ANALYST")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Running a transform needs a role");
        assertThatThrownBy(() -> PipelinesDesk.requireBuilder(asker("FINANCE"))).isInstanceOf(ProblemException.class);
        assertThatCode(() -> PipelinesDesk.requireBuilder(asker("BUILDER"))).doesNotThrowAnyException();
        assertThatCode(() -> PipelinesDesk.requireBuilder(asker("ADMIN"))).doesNotThrowAnyException();
    }

    private static Asker asker(String role) {
        return new Asker("somebody", Set.of(role), "growth");
    }
}
