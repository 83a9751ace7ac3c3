package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tidemark.problems.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemPagesTest {

    @Test
    void everyProblemHasAPageAndSaysWhatToDoNext() {
        List<Problem> problems = problems();

        assertThat(problems).hasSizeGreaterThan(20);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.remedy()).as(problem.code()).isNotBlank();
            assertThat(Problem.class.getResource("/problems/" + problem.code() + ".md"))
                    .as("docs/problems/" + problem.code() + ".md")
                    .isNotNull();
        });
    }

    private static List<Problem> problems() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.tidemark").stream()
                        .filter(type -> type.isAssignableTo(Problem.class)
                                && type.reflect().isEnum())
                        .flatMap(type -> Stream.of(type.reflect().getEnumConstants()))
                        .map(Problem.class::cast)
                        .toList();
    }
}
