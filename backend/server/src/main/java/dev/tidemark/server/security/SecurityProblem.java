package dev.tidemark.server.security;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a door stays closed. */
public enum SecurityProblem implements Problem {
    UNAUTHENTICATED(
            401,
            "Who is asking is not known",
            "The request carries no valid credentials.",
            "Send Authorization: Bearer <API token>, or HTTP Basic with your user name and password."),
    FORBIDDEN(
            403,
            "This account may not do that",
            "{0} needs a role that this account does not have.",
            "Ask an administrator for the role, or use another account.");

    private final ProblemText text;

    SecurityProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
