package dev.tidemark.registry.rest;

import dev.tidemark.registry.Subject;

/**
 * What Apicurio's clients call a subject: an artifact of a group. The default group's artifacts are called like their subjects; of another
 * group, the subject is {@code <group>.<artifact>}, which for an Avro record's namespace and name is the record's full name.
 */
record ArtifactName(String group, String id) {

    static final String DEFAULT_GROUP = "default";

    /** Who names no group means the default one. */
    ArtifactName {
        group = group.isEmpty() ? DEFAULT_GROUP : group;
    }

    static ArtifactName of(Subject subject) {
        return new ArtifactName(DEFAULT_GROUP, subject.name());
    }

    Subject subject() {
        return new Subject(group.equals(DEFAULT_GROUP) ? id : group + "." + id);
    }
}
