package dev.tidemark.catalog;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with dashboards. */
public enum DashboardProblem implements Problem {
    BROKEN_DASHBOARDS(
            422,
            "The dashboards do not hold together",
            "The dashboards of {0} have {1}; the first: {2}",
            "Correct the lines under errors and commit again. Until then the last good dashboards are shown."),
    UNKNOWN_DASHBOARD(404, "There is no such dashboard", "The workspace {0} has no dashboard {1}.", "{2}");

    private final ProblemText text;

    DashboardProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
