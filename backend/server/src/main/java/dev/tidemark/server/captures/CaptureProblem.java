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
            "Look at ./tidemark status and ./tidemark logs cdc. Nothing is lost: the databases keep what is not captured."),
    UNKNOWN_CAPTURE(
            Owner.USER,
            404,
            "There is no such captured table",
            "The workspace {0} captures nothing called {2} from {1}.",
            "GET /api/v1/captures lists what is captured. A definition that is new is known to the capture process within seconds."),
    NO_FIELD_MISSING(
            Owner.USER,
            409,
            "No field is missing",
            "Every column of {0} that an event can have has its field in {1}.",
            "Nothing is to be done. Columns whose name or type no field can have belong into leave_out of the source's file.");

    private final ProblemText text;

    CaptureProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
