package dev.tidemark.pipelines.topics;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

/** What can go wrong with topics. */
public enum TopicProblem implements Problem {
    TOPICS_NOT_READY(
            Owner.EXTERNAL,
            503,
            "The topics are not as they should be",
            "Kafka did not create or correct the topics: {0}",
            "It is tried again; ./tidemark status shows whether Kafka is up and ./tidemark logs kafka says why not.");

    private final Owner owner;
    private final int status;
    private final String title;
    private final String detail;
    private final String remedy;

    TopicProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.owner = owner;
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
