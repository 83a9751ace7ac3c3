package dev.tidemark.router.policy;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why policies let a question through in no form. */
public enum PolicyProblem implements Problem {
    HIDDEN_DIMENSION(
            Owner.USER,
            403,
            "The dimension is not open to you",
            "The policy {0} does not let you {1} {2}.",
            "Leave it out, or ask the workspace's owners; the policy stands in policies.yaml."),
    METRIC_NOT_OPEN(
            Owner.USER,
            403,
            "The metric is not open to you",
            "The workspace opens its metrics by policy, and none lets you see those of {0}.",
            "Ask the workspace's owners for a row policy that lets you in; it stands in policies.yaml."),
    ATTRIBUTE_MISSING(
            Owner.USER,
            403,
            "The policy does not know which rows are yours",
            "The row policy {0} selects rows by {1}, and nothing says what that is for {2}.",
            "Ask the workspace's owners to add it under attributes in policies.yaml, for you or for your team."),
    INVALID_POLICIES(
            Owner.USER,
            503,
            "The policies cannot be used, so nothing is answered",
            "The policies of {0} have {1}; the first: {2}",
            "Correct the places listed in errors and commit again. Until then questions to this workspace are refused.");

    private final ProblemText text;

    PolicyProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
