package dev.tidemark.incidents;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong with incidents and notices. */
public enum IncidentProblem implements Problem {
    UNKNOWN_INCIDENT(
            Owner.USER,
            404,
            "There is no such incident",
            "There is no incident {0}.",
            "GET /api/v1/incidents lists them; resolved ones are forgotten after a year."),
    BAD_INCIDENT_REQUEST(
            Owner.USER,
            400,
            "What is asked of incidents cannot be understood",
            "The request has {0}.",
            "Correct what is named; docs/guides/incidents.md says what there is."),
    INCIDENT_MOVED(
            Owner.USER,
            409,
            "The incident is in another state",
            "Incident {0} is {1}, so it cannot be {2}.",
            "Look at the incident again; somebody, or its check, was faster."),
    INCIDENT_WORDS_MISSING(
            Owner.USER,
            400,
            "The words are missing",
            "Resolving an incident, and commenting on it, is written down with words.",
            "Say in a few words what was found or done."),
    UNKNOWN_ASSIGNEE(
            Owner.USER,
            422,
            "There is no such person",
            "Nobody is called {0}.",
            "Assign it to a user of the portal, by the name they sign in with."),
    UNKNOWN_SUBSCRIPTION(
            Owner.USER,
            404,
            "There is no such subscription",
            "There is no subscription {0}.",
            "GET /api/v1/notices/subscriptions lists them."),
    BAD_SUBSCRIPTION(
            Owner.USER,
            400,
            "The subscription cannot be understood",
            "The subscription has {0}.",
            "Correct what is named; docs/guides/incidents.md says what there is."),
    NOTICE_ADDRESS_REFUSED(
            Owner.USER,
            422,
            "The portal sends nothing to that address",
            "{0}.",
            "Give an http or https address on the public internet. Who runs the portal may allow addresses of the own network with"
                    + " TIDEMARK_NOTICES_PRIVATE_ADDRESSES."),
    MAIL_NOT_SET_UP(
            Owner.USER,
            409,
            "This portal sends no e-mail",
            "No mail server is set up, so nobody can be told by e-mail.",
            "Subscribe a webhook, or have who runs the portal set TIDEMARK_MAIL_HOST and TIDEMARK_MAIL_FROM.");

    private final ProblemText text;

    IncidentProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
