package dev.tidemark.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.internal.Governance;
import dev.tidemark.registry.internal.Removal;
import dev.tidemark.registry.internal.SchemaStore;
import dev.tidemark.registry.internal.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How subjects, contexts and everybody are treated: their settings, the level among them, and their modes. */
public final class RegistrySettings {

    private final SchemaStore store;
    private final Governance governance;
    private final Removal removal;
    private final TransactionTemplate transaction;

    public RegistrySettings(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.store = new SchemaStore(jdbc);
        this.governance = new Governance(new SettingsStore(jdbc));
        this.removal = new Removal(store, governance);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What holds for the subject: its own settings, and where they are silent the general ones. */
    public Settings inScope(Subject subject) {
        return governance.inScope(subject);
    }

    /** What was set for exactly this subject; everybody always has settings. */
    public Optional<Settings> own(Subject subject) {
        return governance.own(subject);
    }

    /**
     * Changes what the document names; a null takes a setting away.
     *
     * @throws ProblemException INVALID_SUBJECT, INVALID_COMPATIBILITY_LEVEL or OPERATION_NOT_PERMITTED
     */
    public Settings change(Subject subject, ObjectNode change) {
        SettingsCheck.check(subject, change);
        return inTransaction(() -> {
            store.lock();
            return governance.change(subject, change);
        });
    }

    /**
     * @return what was set
     * @throws ProblemException UNKNOWN_SUBJECT when nothing was, or OPERATION_NOT_PERMITTED
     */
    public Settings remove(Subject subject) {
        return inTransaction(() -> {
            store.lock();
            Settings own =
                    own(subject).orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject));
            governance.removeSettings(subject);
            return own;
        });
    }

    /** The subjects that others stand for, each with the names of those. */
    public Map<Subject, List<Subject>> aliases() {
        return governance.aliases();
    }

    /** What may be written under the subject. */
    public Mode mode(Subject subject) {
        return governance.mode(subject);
    }

    public Optional<Mode> ownMode(Subject subject) {
        return governance.ownMode(subject);
    }

    /**
     * @param mode absent goes back to the general mode
     * @throws ProblemException INVALID_SUBJECT, OPERATION_NOT_PERMITTED or REFERENCE_EXISTS
     */
    public void setMode(Subject subject, Optional<Mode> mode, boolean force) {
        if (!subject.takesSettings()) {
            throw new ProblemException(RegistryProblem.INVALID_SUBJECT, subject);
        }
        transaction.executeWithoutResult(status -> removal.mode(subject, mode, force));
    }

    /** Every subject of the context goes back to the general mode. */
    public void removeModes(String context) {
        transaction.executeWithoutResult(status -> {
            store.lock();
            governance.removeModes(context);
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
