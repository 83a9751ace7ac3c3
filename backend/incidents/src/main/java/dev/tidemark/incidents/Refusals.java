package dev.tidemark.incidents;

import dev.tidemark.problems.ProblemException;

/** What nobody may do to an incident. */
final class Refusals {

    private static final int LONGEST_WORDS = 2_000;

    private Refusals() {}

    static void requireUnresolved(Incident incident, String wish) {
        if (incident.resolved()) {
            throw moved(incident, wish);
        }
    }

    static void requireWords(String words) {
        if (words.isBlank()) {
            throw new ProblemException(IncidentProblem.INCIDENT_WORDS_MISSING).withFault("/words", "missing");
        }
    }

    static String within(String words) {
        if (words.length() > LONGEST_WORDS) {
            throw new ProblemException(IncidentProblem.BAD_INCIDENT_REQUEST, "too many words")
                    .withFault("/words", "at most " + LONGEST_WORDS + " characters");
        }
        return words.strip();
    }

    static ProblemException moved(Incident incident, String wish) {
        return new ProblemException(
                IncidentProblem.INCIDENT_MOVED, incident.id(), incident.state().word(), wish);
    }
}
