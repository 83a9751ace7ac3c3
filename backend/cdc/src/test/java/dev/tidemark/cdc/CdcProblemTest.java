package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CdcProblemTest {

    @ParameterizedTest
    @EnumSource
    void hasAPageAndSaysWhatToDoNext(CdcProblem problem) {
        assertThat(problem.remedy()).isNotBlank();
        assertThat(Path.of("../../docs/problems", problem.code() + ".md")).exists();
    }
}
