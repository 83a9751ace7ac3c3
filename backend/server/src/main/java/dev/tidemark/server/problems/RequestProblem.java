package dev.tidemark.server.problems;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with a request before any feature sees it, and what is wrong when we fail. */
public enum RequestProblem implements Problem {
    MALFORMED_REQUEST(
            Owner.USER,
            400,
            "The request cannot be read",
            "{0}",
            "Correct the request; /api/openapi.json has its shape."),
    NO_SUCH_DOOR(
            Owner.USER,
            404,
            "There is nothing at this address",
            "{0} {1} does not exist.",
            "Look the address up in /api/openapi.json."),
    METHOD_NOT_ALLOWED(
            Owner.USER, 405, "This address does not take that method", "{0} does not take {1}.", "Use one of {2}."),
    UNSUPPORTED_MEDIA_TYPE(
            Owner.USER,
            415,
            "The body has a media type that is not read here",
            "{0} is not read here.",
            "Send one of {1}."),
    NOT_ACCEPTABLE(
            Owner.USER,
            406,
            "The answer cannot be given in the form asked for",
            "None of the accepted media types can be written.",
            "Accept one of {0}."),
    INTERNAL_ERROR(
            Owner.INTERNAL,
            500,
            "We failed",
            "Something went wrong on our side; it is in the log under {0}.",
            "Try again; if it stays, report the trace id.");

    private final ProblemText text;

    RequestProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
