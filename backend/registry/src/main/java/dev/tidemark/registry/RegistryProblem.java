package dev.tidemark.registry;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** What can be wrong with a request to the registry, with the error codes that Confluent's clients know. */
public enum RegistryProblem implements Problem {
    UNKNOWN_SUBJECT(
            404,
            40401,
            "No such subject",
            "Subject '{0}' not found.",
            "List the subjects, or register a first schema under it."),
    UNKNOWN_SCHEMA_VERSION(
            404, 40402, "No such version", "Version {1} not found.", "List the versions of '{0}', or ask for latest."),
    UNKNOWN_SCHEMA(
            404,
            40403,
            "No such schema",
            "Schema {0} not found",
            "Register it first, or use an id that the registry gave out."),
    UNREGISTERED_SCHEMA(
            404,
            40403,
            "No version is this schema",
            "Schema not found",
            "Register it under '{0}', or look it up with deleted=true when it may have been deleted."),
    SUBJECT_SOFT_DELETED(
            404,
            40404,
            "The subject is deleted already",
            "Subject '{0}' was soft deleted.Set permanent=true to delete permanently",
            "Register a schema to bring it back, or delete it for good."),
    SUBJECT_NOT_SOFT_DELETED(
            404,
            40405,
            "The subject is not soft deleted yet",
            "Subject '{0}' was not deleted first before being permanently deleted",
            "Delete it without permanent=true, then again with it."),
    VERSION_SOFT_DELETED(
            404,
            40406,
            "The version is deleted already",
            "Subject '{0}' Version {1} was soft deleted.Set permanent=true to delete permanently",
            "Delete it for good, or leave it."),
    VERSION_NOT_SOFT_DELETED(
            404,
            40407,
            "The version is not soft deleted yet",
            "Subject '{0}' Version {1} was not deleted first before being permanently deleted",
            "Delete it without permanent=true, then again with it."),
    NO_SUBJECT_LEVEL(
            404,
            40408,
            "The subject has no settings of its own",
            "Subject '{0}' does not have subject-level compatibility configured",
            "It follows the global settings. Ask with defaultToGlobal=true, or set a level for the subject."),
    NO_SUBJECT_MODE(
            404,
            40409,
            "The subject has no mode of its own",
            "Subject '{0}' does not have subject-level mode configured",
            "It follows the global mode. Ask with defaultToGlobal=true, or set a mode for the subject."),
    INVALID_SCHEMA(
            422, 42201, "The schema is not valid", "Invalid schema: {0}", "Correct the schema and send it again."),
    INVALID_VERSION_NUMBER(
            422,
            42202,
            "The version is not valid",
            "The specified version '{0}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"",
            "Give a number from 1 to 2147483647, or latest."),
    INVALID_COMPATIBILITY_LEVEL(
            422,
            42203,
            "The compatibility level is not valid",
            "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive,"
                    + " forward_transitive, and full_transitive",
            "Send one of these in place of {0}; a policy is STRICT or LENIENT."),
    INVALID_MODE(
            422,
            42204,
            "The mode is not valid",
            "{0}",
            "Use READWRITE, READONLY, READONLY_OVERRIDE or IMPORT; FORWARD for everybody only."),
    OPERATION_NOT_PERMITTED(
            422,
            42205,
            "The mode or the rules forbid this",
            "{0}",
            "Change the mode or the rules first, or leave it as it is."),
    REFERENCE_EXISTS(
            422,
            42206,
            "Other schemas build on this version",
            "One or more references exist to the schema {0}.",
            "Delete the schemas that refer to it first; referencedby lists them."),
    INVALID_SUBJECT(
            422,
            42208,
            "The subject is not valid",
            "The specified subject '{0}' is not valid.",
            "Use a name without control characters that is not only a context."),
    SCHEMA_TOO_LARGE(
            422,
            42209,
            "The schema is too large",
            "The schema has {0} characters, more than the {1} that are accepted.",
            "Split it into several that refer to each other."),
    CONTEXT_NOT_EMPTY(
            422,
            42211,
            "The context still has subjects",
            "The specified context '{0}' is not empty.",
            "Delete its subjects permanently first."),
    SUBJECT_EXISTS(
            409,
            40901,
            "The artifact exists already",
            "There is a subject '{0}' already.",
            "Ask with ifExists=FIND_OR_CREATE_VERSION to add a version to it."),
    INCOMPATIBLE_SCHEMA(
            409,
            40901,
            "The schema breaks the subject's compatibility",
            "Schema being registered is incompatible with an earlier schema for subject '{0}' (level {1}): {2}",
            "Make the changes that the messages name, or start a new type of event."),
    INVALID_RULE_SET(
            422,
            42210,
            "The rule set is not valid",
            "Invalid rule set: {0}",
            "Give every rule a name of its own, a type, and a mode that its list allows."),
    EMPTY_REGISTRY_REQUEST(
            422,
            422,
            "The request has no body",
            "The request must have a body.",
            "Send a JSON object as the protocol describes it."),
    MALFORMED_REGISTRY_REQUEST(
            400,
            400,
            "The request is not valid",
            "The request cannot be read: {0}",
            "Send a JSON object as the protocol describes it.");

    private final int errorCode;
    private final ProblemText text;

    RegistryProblem(int status, int errorCode, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
        this.errorCode = errorCode;
    }

    /** The number in Confluent's error document. */
    public int errorCode() {
        return errorCode;
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
