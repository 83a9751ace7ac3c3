package dev.tidemark.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemDocumentTest {

    private enum ShopProblem implements Problem {
        OUT_OF_TEA;

        @Override
        public ProblemText text() {
            return new ProblemText(
                    Owner.RESOURCES,
                    503,
                    "The shop is out of tea",
                    "There is no {0} left in {1}.",
                    "Ask for coffee, or come back after {2}.");
        }
    }

    @Test
    void aDocumentSaysWhatIsWrongWhereAndWhatToDoNext() {
        ProblemException occurrence = new ProblemException(ShopProblem.OUT_OF_TEA, "Assam", "Leeds", "noon")
                .withFault("/cup", "must not be empty");

        assertThat(ProblemDocument.of(occurrence, "t-1"))
                .containsEntry("type", "/problems/out-of-tea")
                .containsEntry("status", 503)
                .containsEntry("owner", "resources")
                .containsEntry("detail", "There is no Assam left in Leeds.")
                .containsEntry("remedy", "Ask for coffee, or come back after noon.")
                .containsEntry("errors", List.of(Map.of("pointer", "/cup", "detail", "must not be empty")))
                .containsEntry("trace_id", "t-1");
    }
}
