package dev.tidemark.pipelines.maintenance;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

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

    private final Owner owner;
    private final int status;
    private final String title;
    private final String detail;
    private final String remedy;

    MaintenanceProblem(Owner owner, int status, String title, String detail, String remedy) {
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
