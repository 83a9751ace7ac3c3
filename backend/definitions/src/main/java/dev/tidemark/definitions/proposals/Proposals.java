package dev.tidemark.definitions.proposals;

import dev.tidemark.definitions.DefinitionsProblem;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.internal.GitFiles;
import dev.tidemark.definitions.proposals.Proposal.State;
import dev.tidemark.definitions.proposals.internal.DefinitionsCheck;
import dev.tidemark.definitions.proposals.internal.ProposalBranches;
import dev.tidemark.definitions.proposals.internal.ProposalRecords;
import dev.tidemark.definitions.proposals.internal.Reading;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes to the definitions on their way into force. The text of a proposal is a branch, so that whoever prefers Git may push to it;
 * who said what about it is in PostgreSQL. Several portals may work on the same proposals. Thread-safe.
 */
public final class Proposals implements AutoCloseable {

    private static final int MOST = 500;
    private static final Pattern SAVED_QUERY = Pattern.compile("[^/]+/metrics/saved_queries/[^/]+\\.yaml");

    private final Path path;
    private final DefinitionsRepository definitions;
    private final GitFiles git;
    private final ProposalBranches branches;
    private final ProposalRecords records;
    private final Reading reading;
    private final Clock clock;

    /**
     * @param bare the definitions repository
     * @param checks what features have to say about a change, beside whether the files hold together
     */
    public Proposals(
            Path bare,
            DefinitionsRepository definitions,
            JdbcClient database,
            List<ProposalCheck> checks,
            Clock clock) {
        List<ProposalCheck> all = new ArrayList<>(List.of(new DefinitionsCheck()));
        all.addAll(checks);
        this.path = bare;
        this.definitions = definitions;
        this.records = new ProposalRecords(database);
        this.reading = new Reading(all);
        this.clock = clock;
        try {
            this.git = GitFiles.open(bare);
        } catch (IOException e) {
            throw unavailable(e);
        }
        this.branches = new ProposalBranches(git, clock);
    }

    /** The newest first, five hundred at most. */
    public List<Proposal> list(Optional<State> state) {
        return records.all(state, MOST);
    }

    /**
     * A proposal with what it would do now.
     *
     * @throws ProblemException {@link ProposalProblem#UNKNOWN_PROPOSAL}
     */
    public Review review(long id) {
        Proposal proposal = require(id);
        return git(() -> review(proposal));
    }

    private Review review(Proposal proposal) throws IOException {
        List<Step> history = records.steps(proposal.id());
        String commit = proposal.isOpen()
                ? branches.tip(proposal.branch())
                        .orElseGet(() -> history.getLast().commit())
                : history.getLast().commit();
        return reading.review(proposal, commit, branches.seen(proposal, commit), history);
    }

    /** What the checks would say, without proposing anything. */
    public Preview preview(Draft draft) {
        return reading.preview(change(draft));
    }

    /** The definitions in force, and what a draft would make of them. */
    public Change change(Draft draft) {
        return git(() -> branches.change(draft.files()));
    }

    /**
     * The definitions in force, and what a proposal would make of them; of a published one those before and after it.
     *
     * @throws ProblemException {@link ProposalProblem#UNKNOWN_PROPOSAL}
     */
    public Change change(long id) {
        Review review = review(id);
        return git(() -> branches.seen(review.proposal(), review.commit()).change());
    }

    /**
     * Opens a proposal on top of the definitions in force.
     *
     * @throws ProblemException {@link ProposalProblem#EMPTY_PROPOSAL}, {@link ProposalProblem#BAD_DEFINITION_PATH}, {@link
     *     ProposalProblem#PROPOSAL_NOT_YOURS} for somebody who is no builder, would not change prices and does not only save questions
     */
    public Proposal open(Draft draft, Person author) {
        mayWrite(draft.files().keySet(), author, "propose a change");
        if (draft.title().isBlank()) {
            throw new ProblemException(ProposalProblem.EMPTY_PROPOSAL, "The title is empty.")
                    .withFault("/title", "empty");
        }
        return git(() -> {
            ProposalBranches.Begun begun = branches.begin(draft, author);
            return records.open(
                            draft.title().strip(),
                            draft.description().strip(),
                            author.name(),
                            begun.branch(),
                            begun.commit(),
                            clock.instant())
                    .orElseThrow(() -> new IllegalStateException(begun.branch() + " was given twice"));
        });
    }

    /**
     * Changes what an open proposal says. Approvals were given to the text before and do not count any more.
     *
     * @throws ProblemException {@link ProposalProblem#PROPOSAL_CLOSED}, {@link ProposalProblem#PROPOSAL_MOVED}
     */
    public void change(long id, Map<String, Optional<String>> files, Person who) {
        Proposal proposal = requireOpen(id);
        if (who.name().equals(proposal.author())) {
            mayWrite(files.keySet(), who, "change this proposal");
        } else {
            mayPropose(who, "change this proposal");
        }
        String commit = git(() -> branches.add(proposal.branch(), files, proposal.title(), who))
                .orElseThrow(() -> new ProblemException(ProposalProblem.PROPOSAL_MOVED, id));
        add(proposal, Step.Kind.CHANGED, who, commit, "", List.of());
    }

    /** Says something about an open proposal. */
    public void comment(long id, String text, Person who) {
        say(requireOpen(id), Step.Kind.COMMENTED, who, required(text, "A comment"), List.of());
    }

    /**
     * Signs everything that this person may sign of the proposal as it is now.
     *
     * @param text a remark; may be empty
     * @throws ProblemException {@link ProposalProblem#PROPOSAL_NOT_YOURS}
     */
    public void approve(long id, String text, Person who) {
        Review review = review(requireOpen(id).id());
        if (who.name().equals(review.proposal().author())) {
            throw notYours(who, "approve this proposal", "its author is not one of those who sign it");
        }
        List<String> signed = review.signatures().stream()
                .filter(signature -> signature.mayBeGivenBy(who))
                .map(Signature::key)
                .toList();
        if (signed.isEmpty()) {
            throw notYours(who, "approve this proposal", "it needs " + reading.names(review.signatures()));
        }
        add(review.proposal(), Step.Kind.APPROVED, who, review.commit(), text.strip(), signed);
    }

    /**
     * Ends a proposal without publishing it.
     *
     * @throws ProblemException {@link ProposalProblem#PROPOSAL_NOT_YOURS}, {@link ProposalProblem#REASON_MISSING}
     */
    public void reject(long id, String reason, Person who) {
        Review review = review(requireOpen(id).id());
        if (review.signatures().stream().noneMatch(signature -> signature.mayBeGivenBy(who))) {
            throw notYours(
                    who,
                    "reject this proposal",
                    "only those who may sign it may: " + reading.names(review.signatures()));
        }
        close(
                review.proposal(),
                State.REJECTED,
                who,
                review.commit(),
                required(reason, "A rejection"),
                Optional.empty());
    }

    /** Takes a proposal back; for its author and for administrators. */
    public void withdraw(long id, String reason, Person who) {
        Proposal proposal = requireOpen(id);
        if (!who.name().equals(proposal.author()) && !who.has("ADMIN")) {
            throw notYours(
                    who, "withdraw this proposal", "only its author " + proposal.author() + " or an administrator may");
        }
        close(proposal, State.WITHDRAWN, who, review(id).commit(), reason.strip(), Optional.empty());
    }

    /**
     * Brings a proposal into force as one commit, whole or not at all.
     *
     * @return the commit, in force when this returns
     * @throws ProblemException {@link ProposalProblem#PROPOSAL_NOT_READY} with everything that is missing or wrong, {@link
     *     ProposalProblem#PROPOSAL_MOVED} when the definitions or the branch changed meanwhile
     */
    public String publish(long id, Person who) {
        mayPropose(who, "publish this proposal");
        Review review = review(requireOpen(id).id());
        if (!review.publishable()) {
            throw notReady(review);
        }
        Proposal proposal = review.proposal();
        String published = git(() -> branches.publish(proposal, review.commit(), who))
                .orElseThrow(() -> new ProblemException(ProposalProblem.PROPOSAL_MOVED, id));
        close(proposal, State.PUBLISHED, who, review.commit(), "", Optional.of(published));
        definitions.refresh();
        return published;
    }

    /** What happened to all proposals, the newest first; those whose words contain {@code text}. */
    public List<Step> trail(String text) {
        return records.trail(text.strip(), 20 * MOST);
    }

    /**
     * Takes up what was pushed with Git: a new branch becomes a proposal, a commit on a proposal's branch a change of it, and a branch
     * that was merged with Git is published.
     */
    public void lookForPushes() {
        List<Proposal> open = list(Optional.of(State.OPEN));
        git(() -> {
            for (ProposalBranches.Pushed pushed : branches.pushed(open)) {
                take(pushed);
            }
            return open;
        });
    }

    private void take(ProposalBranches.Pushed pushed) {
        switch (pushed) {
            case ProposalBranches.Pushed.Branch(
                    String branch,
                    String commit,
                    String who,
                    String title,
                    String rest) -> {
                if (!records.knows(commit)) {
                    records.open(title, rest, who, branch, commit, clock.instant());
                }
            }
            case ProposalBranches.Pushed.Commit(Proposal proposal, String commit, String who) -> {
                if (!records.knows(commit)) {
                    records.add(proposal.id(), Step.Kind.CHANGED, who, commit, "", List.of(), clock.instant());
                }
            }
            case ProposalBranches.Pushed.Merged(Proposal proposal, String commit, String main, String who) ->
                records.close(proposal.id(), State.PUBLISHED, who, commit, "", Optional.of(main), clock.instant());
            case ProposalBranches.Pushed.Gone(Proposal proposal) ->
                records.close(
                        proposal.id(),
                        State.WITHDRAWN,
                        "git",
                        records.steps(proposal.id()).getLast().commit(),
                        "The branch was deleted.",
                        Optional.empty(),
                        clock.instant());
        }
    }

    private void say(Proposal proposal, Step.Kind kind, Person who, String text, List<String> signed) {
        String commit = git(() -> branches.tip(proposal.branch())).orElse("");
        add(proposal, kind, who, commit, text, signed);
    }

    private void add(Proposal proposal, Step.Kind kind, Person who, String commit, String text, List<String> signed) {
        if (!records.add(proposal.id(), kind, who.name(), commit, text, signed, clock.instant())) {
            throw closed(require(proposal.id()));
        }
    }

    private void close(
            Proposal proposal, State state, Person who, String commit, String text, Optional<String> published) {
        if (!records.close(proposal.id(), state, who.name(), commit, text, published, clock.instant())
                && published.isEmpty()) {
            throw closed(require(proposal.id()));
        }
        git(() -> branches.retire(proposal));
    }

    private Proposal require(long id) {
        return records.find(id).orElseThrow(() -> new ProblemException(ProposalProblem.UNKNOWN_PROPOSAL, id));
    }

    private Proposal requireOpen(long id) {
        Proposal proposal = require(id);
        if (!proposal.isOpen()) {
            throw closed(proposal);
        }
        return proposal;
    }

    private static ProblemException closed(Proposal proposal) {
        return new ProblemException(
                ProposalProblem.PROPOSAL_CLOSED, proposal.id(), proposal.state().word());
    }

    /** Saved questions change no number that anybody else sees, so whoever may ask may propose them. */
    private static void mayWrite(Set<String> paths, Person who, String what) {
        boolean savesQuestions = !paths.isEmpty()
                && paths.stream().allMatch(path -> SAVED_QUERY.matcher(path).matches());
        if (!savesQuestions || !who.has("ANALYST")) {
            mayPropose(who, what);
        }
    }

    private static void mayPropose(Person who, String what) {
        if (!who.has("BUILDER") && !who.has("FINANCE")) {
            throw notYours(
                    who,
                    what,
                    "it takes the role of a builder, or of finance for prices; everybody may propose saved queries, below "
                            + "metrics/saved_queries/");
        }
    }

    private static ProblemException notYours(Person who, String what, String why) {
        return new ProblemException(ProposalProblem.PROPOSAL_NOT_YOURS, who.name(), what, why);
    }

    private static String required(String text, String what) {
        if (text.isBlank()) {
            throw new ProblemException(ProposalProblem.REASON_MISSING, what).withFault("/text", "empty");
        }
        return text.strip();
    }

    private ProblemException notReady(Review review) {
        List<Fault> faults = reading.obstacles(review);
        String first =
                faults.isEmpty() ? "it changes nothing" : faults.getFirst().detail();
        return new ProblemException(
                        ProposalProblem.PROPOSAL_NOT_READY, review.proposal().id(), first)
                .withFaults(faults);
    }

    /** Work with Git, whose failures are the repository's. */
    @FunctionalInterface
    private interface GitWork<T> {
        T go() throws IOException;
    }

    private <T> T git(GitWork<T> work) {
        try {
            return work.go();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private ProblemException unavailable(IOException e) {
        return new ProblemException(DefinitionsProblem.REPOSITORY_UNAVAILABLE, path, e.getMessage()).because(e);
    }

    @Override
    public void close() {
        git.close();
    }
}
