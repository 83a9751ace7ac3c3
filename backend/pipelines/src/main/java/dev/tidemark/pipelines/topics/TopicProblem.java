package dev.tidemark.pipelines.topics;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong with topics. */
public enum TopicProblem implements Problem {
    TOPICS_NOT_READY(
            Owner.EXTERNAL,
            503,
            "The topics are not as they should be",
            "Kafka did not create or correct the topics: {0}",
            "It is tried again; ./tidemark status shows whether Kafka is up and ./tidemark logs kafka says why not.");

    private final ProblemText text;

    TopicProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
