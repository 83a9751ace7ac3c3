package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which settings and which mode hold for whom: the subject's own, else its context's, else everybody's, else the defaults. */
public final class Governance {

    private static final String OURS = "tidemark";
    private static final String MEANING = "meaning";
    private static final Subject GLOBAL = new Subject(":.__GLOBAL:");
    private static final Settings DEFAULTS =
            Settings.of(Json.MAPPER.createObjectNode().put("compatibilityLevel", Registry.DEFAULT_LEVEL.name()));

    private final SettingsStore store;

    public Governance(SettingsStore store) {
        this.store = store;
    }

    /** What was set for exactly this subject; everybody always has settings. */
    public Optional<Settings> own(Subject subject) {
        Optional<Settings> own = store.settings(subject).map(settings -> settings.withDefault(Registry.DEFAULT_LEVEL));
        return own.isEmpty() && general(subject) ? Optional.of(DEFAULTS) : own;
    }

    public Settings inScope(Subject subject) {
        Settings general = store.settings(subject.ofContext())
                .or(() -> store.settings(GLOBAL))
                .map(settings -> settings.withDefault(Registry.DEFAULT_LEVEL))
                .orElse(DEFAULTS);
        return subject.isContext()
                ? general
                : store.settings(subject).map(own -> own.over(general)).orElse(general);
    }

    public Optional<Mode> ownMode(Subject subject) {
        Optional<Mode> own = store.mode(subject);
        return own.isEmpty() && general(subject) ? Optional.of(Mode.READWRITE) : own;
    }

    public Mode mode(Subject subject) {
        return store.mode(subject)
                .or(() -> store.mode(subject.ofContext()))
                .or(() -> store.mode(GLOBAL))
                .orElse(Mode.READWRITE);
    }

    /**
     * @throws ProblemException OPERATION_NOT_PERMITTED when nothing may be written
     */
    public void mustBeWritable(Subject subject) {
        if (mode(subject).readOnly()) {
            throw forbidden(subject, "in read-only mode");
        }
    }

    /** Refuses because of the subject's mode, in the words that clients of the protocol may look for. */
    static ProblemException forbidden(Subject subject, String state) {
        return new ProblemException(
                RegistryProblem.OPERATION_NOT_PERMITTED,
                "Subject " + subject + " in context " + subject.ofContext() + " is " + state);
    }

    public Settings change(Subject subject, ObjectNode change) {
        mustBeWritable(subject);
        Settings changed = store.settings(subject)
                .orElse(Settings.of(Json.MAPPER.createObjectNode()))
                .changedBy(change);
        store.put(subject, changed);
        return changed;
    }

    /** Whether every value of the subject keeps its meaning. */
    public boolean keepsMeaning(Subject subject) {
        return inScope(subject).member(OURS).path(MEANING).asBoolean(false);
    }

    /** What comes from the definitions is asked for more than clients of others: every value keeps its meaning, by whatever door. */
    public void keepMeaning(Subject subject) {
        ObjectNode rules = own(subject)
                .map(own -> own.document().path(OURS))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseGet(Json.MAPPER::createObjectNode);
        ObjectNode change = Json.MAPPER.createObjectNode();
        change.set(OURS, rules.put(MEANING, true));
        change(subject, change);
    }

    public Map<Subject, List<Subject>> aliases() {
        return store.aliases();
    }

    public void removeSettings(Subject subject) {
        mustBeWritable(subject);
        store.removeSettings(subject);
    }

    public void setMode(Subject subject, Optional<Mode> mode) {
        mode.ifPresentOrElse(chosen -> store.put(subject, chosen), () -> store.removeMode(subject));
    }

    public void removeModes(String context) {
        store.moded().stream()
                .filter(subject -> subject.context().equals(context))
                .forEach(store::removeMode);
    }

    /** Forgets everything about a subject that is gone. */
    void forget(Subject subject) {
        store.removeSettings(subject);
        store.removeMode(subject);
    }

    private static boolean general(Subject subject) {
        return subject.equals(Subject.EVERYBODY) || subject.equals(GLOBAL);
    }
}
