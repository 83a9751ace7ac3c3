package dev.tidemark.pipelines.flink;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

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

    private final ProblemText text;

    JobProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
