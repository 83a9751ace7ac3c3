package dev.tidemark.definitions;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with the definitions. */
public enum DefinitionsProblem implements Problem {
    BROKEN_DEFINITIONS(
            Owner.USER,
            422,
            "The definitions do not hold together",
            "Commit {0} has {1}; the first: {2}",
            "Correct the lines under errors and commit again. Until then the definitions of the last good commit stay in force."),
    NO_DEFINITIONS(
            Owner.USER,
            503,
            "There are no definitions yet",
            "The definitions repository {0} has no commit that could be read.",
            "Push a commit with at least one workspace folder (see docs/guides/definitions.md), or start with the demo company: TIDEMARK_DEMO=true."),
    REPOSITORY_UNAVAILABLE(
            Owner.EXTERNAL,
            503,
            "The definitions repository cannot be read",
            "Git failed on {0}: {1}",
            "Check that the directory is a bare Git repository that this process may read and write, and that its disk is not full.");

    private final ProblemText text;

    DefinitionsProblem(Owner owner, int status, String title, String detail, String remedy) {
        this.text = new ProblemText(owner, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
