package dev.tidemark.sql;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with SQL that people write. */
public enum SqlProblem implements Problem {
    INVALID_SQL(
            422,
            "This SQL cannot be read",
            "Line {0}, column {1}: {2}",
            "Correct the SQL at the place named; the dialect is ANSI SQL with one SELECT."),
    UNSUPPORTED_SQL(
            422,
            "This SQL means different things in different engines",
            "{0} is outside the dialect that every engine answers alike: {1}",
            "Write it with what is allowed: {2}");

    private final ProblemText text;

    SqlProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
