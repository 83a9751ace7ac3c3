package dev.tidemark.incidents;

import dev.tidemark.incidents.internal.IncidentBook;
import dev.tidemark.incidents.internal.News;
import dev.tidemark.problems.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is wrong, and what people do about it. A subject has at most one unresolved incident of each check, however many portals see it at
 * once; every change and the notices of it are one transaction. Thread-safe.
 */
public final class Incidents {

    /** So late that no look comes after it. */
    private static final Instant UNTIL_IT_PASSES = Instant.parse("9999-12-31T00:00:00Z");

    private static final int TRIES = 20;

    private final TransactionTemplate transaction;
    private final IncidentBook book;
    private final News news;
    private final Predicate<String> people;
    private final Clock clock;

    /**
     * @param people whether somebody of that name may be assigned an incident
     */
    Incidents(TransactionTemplate transaction, IncidentBook book, News news, Predicate<String> people, Clock clock) {
        this.transaction = transaction;
        this.book = book;
        this.news = news;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Takes in that a check does not pass: opens an incident, or adds to the one that is open.
     *
     * @return the unresolved incident; empty when none is opened, because a person resolved it and the cause has neither passed nor been
     *     given time to settle, or because the finding is older than the resolution
     */
    public Optional<Incident> observe(Finding finding) {
        return Objects.requireNonNull(transaction.execute(status -> {
            for (int i = 0; i < TRIES; i++) {
                Optional<Incident> open = book.lockUnresolved(finding.subject(), finding.check());
                if (open.isPresent()) {
                    return Optional.of(seenAgain(open.get(), finding));
                }
                Optional<Incident> last = book.latest(finding.subject(), finding.check());
                if (last.isPresent() && isStillOver(last.get(), finding)) {
                    return Optional.<Incident>empty();
                }
                Optional<Incident> opened = book.open(finding, last.map(Incident::id), clock.instant());
                if (opened.isPresent()) {
                    String words = last.map(before -> "It came back: incident " + before.id() + " was the last.")
                            .orElse("");
                    news.tell(opened.get(), step(Step.CHECK, Step.Kind.OPENED, words));
                    return opened;
                }
                // Somebody else opened it meanwhile, and perhaps resolved it.
            }
            throw new IllegalStateException(finding.subject() + " is opened and resolved too fast to follow");
        }));
    }

    private boolean isStillOver(Incident last, Finding finding) {
        return last.resolved()
                && (!finding.seen().isAfter(last.times().resolved().orElseThrow())
                        || book.quiet(last.id(), finding.seen()));
    }

    private Incident seenAgain(Incident open, Finding finding) {
        Severity severity = open.severity().orWorse(finding.severity());
        book.seen(open.id(), finding, severity);
        Incident now = get(open.id());
        if (severity != open.severity()) {
            news.tell(
                    now,
                    step(
                            Step.CHECK,
                            Step.Kind.WORSENED,
                            "From " + open.severity().word() + " to " + severity.word() + "."));
        }
        return now;
    }

    /**
     * Takes in that a check passes: resolves what is unresolved.
     *
     * @param looked when the look began that saw it; what was seen since stays unresolved
     * @param words what it means that the check passes
     * @return the incident that this resolved
     */
    public Optional<Incident> passed(Subject subject, Check check, Instant looked, String words) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Incident> open = book.lockUnresolved(subject, check)
                    .filter(incident -> incident.times().lastSeen().isBefore(looked));
            if (open.isEmpty()) {
                book.quietNoMore(subject, check, looked);
                return open;
            }
            return Optional.of(
                    resolved(open.get().id(), Resolution.PASSED, step(Step.CHECK, Step.Kind.RESOLVED, words)));
        }));
    }

    /** Subjects that a passing check would change something about. */
    public Set<Subject> unsettled(Check check) {
        return book.unsettled(check);
    }

    /** The newest first. */
    public List<Incident> list(IncidentQuery query) {
        return query.states().isEmpty() ? List.of() : book.list(query);
    }

    /**
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_INCIDENT}
     */
    public Incident get(long id) {
        return book.find(id).orElseThrow(() -> unknown(id));
    }

    /** What happened, the oldest first. */
    public List<Step> trail(long id) {
        return news.trail(get(id).id());
    }

    /** Who was told, the oldest first. */
    public List<Delivery> told(long id) {
        return news.told(get(id).id());
    }

    /**
     * Says that somebody knows.
     *
     * @param words may be empty
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_INCIDENT}, or {@link IncidentProblem#INCIDENT_MOVED} unless it is open
     */
    public Incident acknowledge(long id, String by, String words) {
        return changed(id, incident -> {
            if (incident.state() != Incident.State.OPEN) {
                throw Refusals.moved(incident, "acknowledged");
            }
            book.acknowledge(id, clock.instant());
            return step(by, Step.Kind.ACKNOWLEDGED, Refusals.within(words));
        });
    }

    /**
     * @param to a user's name
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_INCIDENT}, {@link IncidentProblem#UNKNOWN_ASSIGNEE}, or {@link
     *     IncidentProblem#INCIDENT_MOVED} when it is resolved
     */
    public Incident assign(long id, String to, String by) {
        String name = to.strip();
        if (!people.test(name)) {
            throw new ProblemException(IncidentProblem.UNKNOWN_ASSIGNEE, name).withFault("/to", "nobody is called so");
        }
        return changed(id, incident -> {
            Refusals.requireUnresolved(incident, "assigned");
            book.assign(id, name);
            return step(by, Step.Kind.ASSIGNED, "To " + name + ".");
        });
    }

    /**
     * @param resolution not {@link Resolution#PASSED}, which is for checks to say
     * @param words what was found or done
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_INCIDENT}, {@link IncidentProblem#INCIDENT_WORDS_MISSING}, or {@link
     *     IncidentProblem#INCIDENT_MOVED} when it is resolved
     */
    public Incident resolve(long id, Resolution resolution, String by, String words) {
        if (resolution == Resolution.PASSED) {
            throw new ProblemException(IncidentProblem.BAD_INCIDENT_REQUEST, "a resolution that is for checks to say")
                    .withFault("/resolution", "expected fixed, false-alarm, accepted or duplicate");
        }
        Refusals.requireWords(words);
        return Objects.requireNonNull(transaction.execute(status -> {
            Refusals.requireUnresolved(lock(id), "resolved");
            return resolved(id, resolution, step(by, Step.Kind.RESOLVED, Refusals.within(words)));
        }));
    }

    private Incident resolved(long id, Resolution resolution, Step step) {
        Check check = get(id).check();
        book.resolve(
                id,
                resolution,
                step.at(),
                switch (resolution) {
                    case PASSED -> Optional.empty();
                    case FIXED -> Optional.of(step.at().plus(check.settling()));
                    case FALSE_ALARM, ACCEPTED, DUPLICATE -> Optional.of(UNTIL_IT_PASSES);
                });
        Incident over = get(id);
        String title = resolution.title();
        String said = step.words().isEmpty() ? title : title + ": " + step.words();
        news.tell(
                over,
                new Step(
                        step.at(), step.who(), step.kind(), Character.toUpperCase(said.charAt(0)) + said.substring(1)));
        return over;
    }

    /**
     * Adds words; nobody is told.
     *
     * @throws ProblemException {@link IncidentProblem#UNKNOWN_INCIDENT} or {@link IncidentProblem#INCIDENT_WORDS_MISSING}
     */
    public Incident comment(long id, String by, String words) {
        Refusals.requireWords(words);
        return changed(id, incident -> step(by, Step.Kind.COMMENTED, Refusals.within(words)));
    }

    /** Forgets what was resolved before then. */
    public int forgetResolvedBefore(Instant time) {
        return Objects.requireNonNull(transaction.execute(status -> {
            news.forgetOthersBefore(time);
            return book.forgetResolvedBefore(time);
        }));
    }

    /** What a person does to a locked incident. */
    private interface Deed {
        Step on(Incident incident);
    }

    private Incident changed(long id, Deed deed) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Step step = deed.on(lock(id));
            Incident now = get(id);
            news.tell(now, step);
            return now;
        }));
    }

    private Incident lock(long id) {
        return book.lock(id).orElseThrow(() -> unknown(id));
    }

    private Step step(String who, Step.Kind kind, String words) {
        return new Step(clock.instant(), who, kind, words);
    }

    private static ProblemException unknown(long id) {
        return new ProblemException(IncidentProblem.UNKNOWN_INCIDENT, id);
    }
}
