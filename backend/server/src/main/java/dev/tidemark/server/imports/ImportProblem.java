package dev.tidemark.server.imports;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why definitions from elsewhere are not taken. */
enum ImportProblem implements Problem {
    BAD_ARCHIVE(
            422,
            "The archive cannot be read",
            "The archive of definitions is refused: {0}",
            "Send a ZIP file of the directory, with paths relative to it."),
    ARCHIVE_TOO_LARGE(
            413,
            "The archive is too large",
            "The archive holds more than {0}.",
            "Leave out what is no definition: only .yaml and .yml files, semantic_manifest.json and documents of Ossie are read."),
    NOTHING_TO_IMPORT(
            422,
            "The archive holds no definitions",
            "There is no .yaml or .yml file, no semantic_manifest.json and no document of Ossie in the archive.",
            "Send the directory that holds semantic models and metrics."),
    VARIABLE_NOT_SET(
            422,
            "The definitions leave a name open",
            "{0} uses the variable {1}, which is not set.",
            "Set it: --set {2}=VALUE on the command line, or the parameter set={2}=VALUE."),
    UNKNOWN_STORE(
            422,
            "There is no such store",
            "No store has the id {0}.",
            "Connect the database first (PUT /api/v1/stores/<id>), or name one of: {1}.");

    private final ProblemText text;

    ImportProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
