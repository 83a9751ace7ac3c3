package dev.tidemark.pipelines.maintenance;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong when a table is looked after. */
public enum MaintenanceProblem implements Problem {
    TABLE_NOT_MAINTAINED(
            Owner.USER,
            404,
            "There is no such table in the lake",
            "The lake has no table {0}.",
            "GET /api/v1/maintenance lists the tables; a name has its namespace, for example raw.events_orders."),
    MAINTENANCE_FAILED(
            Owner.INTERNAL,
            500,
            "A table could not be looked after",
            "Maintenance of {0} stopped: {1}",
            "Nothing is lost and it is tried again by itself; when it stays so, report it with the run's id.");

    private final ProblemText text;

    MaintenanceProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
