package dev.tidemark.pipelines.flink;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

/** What can go wrong with Flink jobs. */
public enum JobProblem implements Problem {
    FLINK_AWAY(
            Owner.EXTERNAL,
            503,
            "Flink cannot be reached",
            "The Flink cluster at {0} does not answer: {1}",
            "It is asked again every few seconds; ./tidemark status shows whether its processes are up."),
    JOB_NOT_SUBMITTED(
            Owner.INTERNAL,
            500,
            "A job could not be submitted",
            "The job {0} was not accepted: {1}",
            "It is tried again; when it stays so, ./tidemark logs flink-jm has the reason.");

    private final Owner owner;
    private final int status;
    private final String title;
    private final String detail;
    private final String remedy;

    JobProblem(Owner owner, int status, String title, String detail, String remedy) {
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
