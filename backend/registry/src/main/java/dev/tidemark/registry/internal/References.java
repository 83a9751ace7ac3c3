package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what schemas refer to. */
final class References {

    private static final int LATEST = -1;

    private final SchemaStore store;

    References(SchemaStore store) {
        this.store = store;
    }

    /** The texts of everything referred to, however deep, by the names used; those that others need first. */
    Map<String, String> texts(Subject from, List<SchemaReference> references, Reading reading) {
        Map<String, String> texts = new LinkedHashMap<>();
        collect(from, references, reading, texts, new HashSet<>());
        return texts;
    }

    private void collect(
            Subject from,
            List<SchemaReference> references,
            Reading reading,
            Map<String, String> texts,
            Set<String> visited) {
        for (SchemaReference reference : references) {
            if (visited.add(reference.name())) {
                SchemaVersion target = find(from, reference, reading);
                collect(target.subject(), target.content().references(), reading, texts, visited);
                texts.put(reference.name(), target.schema());
            }
        }
    }

    /** As they are written, but what means the latest version means the one that is the latest now, and keeps meaning it. */
    List<SchemaReference> pinned(Subject from, List<SchemaReference> references, Reading reading) {
        return references.stream()
                .map(reference -> reference.version() == LATEST
                        ? new SchemaReference(
                                reference.name(),
                                reference.subject(),
                                find(from, reference, reading).version())
                        : reference)
                .toList();
    }

    /** With qualified subjects and the versions as numbers. */
    List<SchemaReference> targets(Subject from, List<SchemaReference> references) {
        return references.stream()
                .map(reference -> {
                    SchemaVersion target = find(from, reference, Reading.AS_KEPT);
                    return new SchemaReference(
                            reference.name(), target.subject().name(), target.version());
                })
                .toList();
    }

    private SchemaVersion find(Subject from, SchemaReference reference, Reading reading) {
        Subject subject = from.sibling(reference.subject());
        Optional<SchemaVersion> found =
                subject.takesSettings() ? find(subject, reference.version(), reading) : Optional.empty();
        return found.orElseThrow(() -> new ProblemException(
                RegistryProblem.INVALID_SCHEMA,
                "No schema reference found for subject \"" + reference.subject() + "\" and version "
                        + reference.version() + ", which it calls " + reference.name() + "."));
    }

    private Optional<SchemaVersion> find(Subject subject, int version, Reading reading) {
        return version == LATEST
                ? store.history(subject).stream()
                        .filter(each -> !each.deleted())
                        .max(Comparator.comparing(SchemaVersion::version))
                : store.find(subject, version).filter(each -> reading == Reading.AS_KEPT || !each.deleted());
    }
}
