package dev.tidemark.server.security;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

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

    private final int status;
    private final String title;
    private final String detail;
    private final String remedy;

    SecurityProblem(int status, String title, String detail, String remedy) {
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Owner owner() {
        return Owner.USER;
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
