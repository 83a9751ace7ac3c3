package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CdcProblemTest {

    @ParameterizedTest
    @EnumSource
    void hasAPageAndSaysWhatToDoNext(CdcProblem problem) {
        assertThat(problem.remedy()).isNotBlank();
        assertThat(Problem.class.getResource("/problems/" + problem.code() + ".md"))
                .isNotNull();
    }
}
