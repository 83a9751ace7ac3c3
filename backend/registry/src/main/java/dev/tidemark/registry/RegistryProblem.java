package dev.tidemark.registry;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;

/** What can be wrong with a request to the registry, with the error codes that Confluent's clients know. */
public enum RegistryProblem implements Problem {
    UNKNOWN_SUBJECT(
            404,
            40401,
            "No such subject",
            "There is no subject {0}.",
            "List the subjects, or register a first schema under it."),
    UNKNOWN_SCHEMA_VERSION(
            404,
            40402,
            "No such version",
            "Subject {0} has no version {1}.",
            "List the subject's versions, or ask for latest."),
    UNKNOWN_SCHEMA(
            404,
            40403,
            "No such schema",
            "There is no schema {0}.",
            "Register it first, or use an id that the registry gave out."),
    NO_SUBJECT_LEVEL(
            404,
            40408,
            "The subject has no compatibility level of its own",
            "Subject {0} follows the global compatibility level.",
            "Ask with defaultToGlobal=true, or set a level for the subject."),
    INVALID_SCHEMA(
            422,
            42201,
            "The schema is not valid",
            "The schema cannot be used: {0}",
            "Correct the schema and send it again."),
    INVALID_VERSION_NUMBER(
            422,
            42202,
            "The version is not valid",
            "{0} is no version.",
            "Give a number from 1 to 2147483647, or latest."),
    INVALID_COMPATIBILITY_LEVEL(
            422,
            42203,
            "The compatibility level is not valid",
            "{0} is no compatibility level.",
            "Use NONE, BACKWARD, FORWARD, FULL, or one of the last three with _TRANSITIVE."),
    INCOMPATIBLE_SCHEMA(
            409,
            409,
            "The schema breaks the subject's compatibility",
            "The schema may not follow the earlier versions of {0} (level {1}): {2}",
            "Give new fields a default, keep the types of old ones, or start a new type of event."),
    MALFORMED_REGISTRY_REQUEST(
            400,
            400,
            "The request is not valid",
            "The request cannot be read: {0}",
            "Send JSON with a member schema that holds the Avro schema as text.");

    private final int status;
    private final int errorCode;
    private final String title;
    private final String detail;
    private final String remedy;

    RegistryProblem(int status, int errorCode, String title, String detail, String remedy) {
        this.status = status;
        this.errorCode = errorCode;
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
    }

    /** The number in Confluent's error document. */
    public int errorCode() {
        return errorCode;
    }

    @Override
    public Owner owner() {
        return Owner.USER;
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
