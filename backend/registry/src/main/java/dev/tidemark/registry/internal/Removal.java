package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.util.List;
import java.util.Optional;

/** Softly first, then for good; never while somebody refers to it. Only within a transaction. */
public final class Removal {

    private final SchemaStore store;
    private final Governance governance;

    public Removal(SchemaStore store, Governance governance) {
        this.store = store;
        this.governance = governance;
    }

    /** The numbers of the versions that went. */
    public List<Integer> subject(Subject subject, boolean permanent) {
        store.lock();
        List<SchemaVersion> history = store.history(subject);
        List<SchemaVersion> live =
                history.stream().filter(version -> !version.deleted()).toList();
        if (history.isEmpty()) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject);
        }
        if (!permanent && live.isEmpty()) {
            throw new ProblemException(RegistryProblem.SUBJECT_SOFT_DELETED, subject);
        }
        governance.mustBeWritable(subject);
        List<SchemaVersion> going = permanent ? history : live;
        for (SchemaVersion version : going) {
            boolean referred = store.referrers(subject, version.version(), permanent).stream()
                    .anyMatch(referrer -> !referrer.subject().equals(subject));
            if (referred) {
                throw new ProblemException(RegistryProblem.REFERENCE_EXISTS, key(version));
            }
        }
        if (permanent && !live.isEmpty()) {
            throw new ProblemException(RegistryProblem.SUBJECT_NOT_SOFT_DELETED, subject);
        }
        if (permanent) {
            going.reversed().forEach(store::remove);
            governance.forget(subject);
        } else {
            going.forEach(version -> store.hide(subject, version.version()));
        }
        return going.stream().map(SchemaVersion::version).toList();
    }

    /**
     * @param wanted a number, or -1 for the latest
     */
    public int version(Subject subject, int wanted, boolean permanent) {
        store.lock();
        List<SchemaVersion> history = store.history(subject);
        if (history.isEmpty()) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject);
        }
        SchemaVersion version = find(history, wanted)
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA_VERSION, subject, wanted));
        if (version.deleted() && !permanent) {
            throw new ProblemException(RegistryProblem.VERSION_SOFT_DELETED, subject, version.version());
        }
        governance.mustBeWritable(subject);
        if (!store.referrers(subject, version.version(), permanent).isEmpty()) {
            throw new ProblemException(RegistryProblem.REFERENCE_EXISTS, key(version));
        }
        if (permanent && !version.deleted()) {
            throw new ProblemException(RegistryProblem.VERSION_NOT_SOFT_DELETED, subject, version.version());
        }
        if (permanent) {
            store.remove(version);
            if (history.size() == 1) {
                governance.forget(subject);
            }
        } else {
            store.hide(subject, version.version());
        }
        return version.version();
    }

    private static Optional<SchemaVersion> find(List<SchemaVersion> history, int wanted) {
        return wanted == -1
                ? history.reversed().stream()
                        .filter(version -> !version.deleted())
                        .findFirst()
                : history.stream()
                        .filter(version -> version.version() == wanted)
                        .findFirst();
    }

    /** Import begins with nothing there, unless it is forced; softly deleted versions give way. */
    public void mode(Subject subject, Optional<Mode> mode, boolean force) {
        store.lock();
        if (mode.equals(Optional.of(Mode.IMPORT)) && governance.mode(subject) != Mode.IMPORT && !force) {
            List<SchemaVersion> there = store.all().stream()
                    .filter(version -> covers(subject, version))
                    .toList();
            if (there.stream().anyMatch(version -> !version.deleted())) {
                throw new ProblemException(
                        RegistryProblem.OPERATION_NOT_PERMITTED, "Cannot import since found existing subjects");
            }
            there.reversed().forEach(version -> {
                if (!store.referrers(version.subject(), version.version(), true).isEmpty()) {
                    throw new ProblemException(RegistryProblem.REFERENCE_EXISTS, key(version));
                }
                store.remove(version);
            });
        }
        governance.setMode(subject, mode);
    }

    /** As the protocol's first server writes it, for programs that read it. */
    private static String key(SchemaVersion version) {
        return "{magic=1,keytype=SCHEMA,subject=" + version.subject() + ",version=" + version.version() + "}";
    }

    /** The mode of everybody is not one of the default context alone: before an import nothing may be there at all. */
    private static boolean covers(Subject subject, SchemaVersion version) {
        if (subject.equals(Subject.EVERYBODY) || subject.isGlobal()) {
            return true;
        }
        return subject.isContext()
                ? version.subject().context().equals(subject.context())
                : version.subject().equals(subject);
    }

    public void context(String context) {
        store.lock();
        boolean used = store.subjects().stream()
                .anyMatch(known -> known.subject().context().equals(context));
        if (used) {
            throw new ProblemException(RegistryProblem.CONTEXT_NOT_EMPTY, ":" + context + ":");
        }
        store.deleteContext(context);
    }
}
