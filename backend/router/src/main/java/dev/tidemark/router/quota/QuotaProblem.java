package dev.tidemark.router.quota;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a team has to wait. */
public enum QuotaProblem implements Problem {
    QUOTA_EXCEEDED(
            Owner.RESOURCES,
            429,
            "The team has used up its quota",
            "The team {0} has used up its {1} of {2}.",
            "Ask again in {3}, or propose a larger quota for the team in teams.yaml.");

    private final ProblemText text;

    QuotaProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
