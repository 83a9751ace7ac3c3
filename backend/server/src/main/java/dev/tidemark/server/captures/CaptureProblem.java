package dev.tidemark.server.captures;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong when somebody asks about captures. */
enum CaptureProblem implements Problem {
    CAPTURE_PROCESS_AWAY(
            Owner.EXTERNAL,
            503,
            "The capture process does not answer",
            "{0} does not answer: {1}.",
            "Look at ./tidemark status and ./tidemark logs cdc. Nothing is lost: the databases keep what is not captured.");

    private final ProblemText text;

    CaptureProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
