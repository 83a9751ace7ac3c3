package dev.tidemark.definitions.proposals;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can go wrong with a proposal. */
public enum ProposalProblem implements Problem {
    UNKNOWN_PROPOSAL(
            Owner.USER,
            404,
            "There is no such proposal",
            "Proposal {0} does not exist.",
            "Look at the list of proposals, GET /api/v1/proposals."),
    UNKNOWN_PROPOSAL_STATE(
            Owner.USER,
            400,
            "There is no such state of a proposal",
            "“{0}” is none of {1}.",
            "Choose one of them, or leave the state out to see all proposals."),
    EMPTY_PROPOSAL(
            Owner.USER,
            422,
            "The proposal changes nothing",
            "{0}",
            "Send a title and at least one file whose text differs from the definitions in force."),
    BAD_DEFINITION_PATH(
            Owner.USER,
            422,
            "The path is none of a definition",
            "“{0}” is not a path inside the definitions repository.",
            "Use a path such as storefront/metrics/orders.yaml: a workspace, a slash, the file; no “..”, no leading slash."),
    PROPOSAL_CLOSED(
            Owner.USER,
            409,
            "The proposal is closed",
            "Proposal {0} is {1}.",
            "Open a new proposal with what is still to be changed."),
    PROPOSAL_NOT_YOURS(
            Owner.USER,
            403,
            "This is for others to do",
            "{0} may not {1}: {2}.",
            "Ask one of those who may; the proposal's page names them."),
    PROPOSAL_NOT_READY(
            Owner.USER,
            409,
            "The proposal cannot be published yet",
            "Proposal {0}: {1}.",
            "Repair what is said under errors, or ask for the missing signatures; then publish again."),
    PROPOSAL_MOVED(
            Owner.USER,
            409,
            "Somebody else was faster",
            "The branch of proposal {0} changed while you worked on it.",
            "Look at the proposal as it is now and do it again if it still holds."),
    REASON_MISSING(
            Owner.USER, 422, "A reason is missing", "{0} needs a few words that say why.", "Send them as “text”.");

    private final ProblemText text;

    ProposalProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
