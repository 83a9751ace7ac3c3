package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.internal.GitFiles;
import dev.tidemark.definitions.internal.GitFiles.Commit;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.ProposalProblem;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.PersonIdent;

/** The branches of the definitions repository that are proposals. */
public final class ProposalBranches {

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9][A-Za-z0-9._-]*)+");
    private static final int LONGEST_PATH = 200;
    private static final int LONGEST_SLUG = 40;
    private static final int TAG = 8;

    /** The mail domain of commits that were made through us. */
    private static final String OURS = "@tidemark.local";

    /** A commit of ours is on record by then, unless the portal that made it died. */
    private static final Duration ON_RECORD = Duration.ofMinutes(1);

    private final GitFiles git;
    private final Clock clock;

    public ProposalBranches(GitFiles git, Clock clock) {
        this.git = git;
        this.clock = clock;
    }

    /** A branch with its first commit. */
    public record Begun(String branch, String commit) {}

    /**
     * How a proposal stands against the main branch.
     *
     * @param conflicts files in the way; then {@code change} is from where the main branch is to what the proposal alone says
     */
    public record Seen(Change change, List<String> conflicts) {
        public Seen {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Something that was done with Git and not through us. */
    public sealed interface Pushed {
        record Branch(String branch, String commit, String who, String title, String rest) implements Pushed {}

        record Commit(Proposal proposal, String commit, String who) implements Pushed {}

        record Merged(Proposal proposal, String commit, String main, String who) implements Pushed {}

        record Gone(Proposal proposal) implements Pushed {}
    }

    /** The definitions in force and what these edits would make of them. */
    public Change change(Map<String, Optional<String>> edits) throws IOException {
        Optional<Commit> main = main();
        SortedMap<String, String> before =
                main.isEmpty() ? new TreeMap<>() : git.files(main.get().id());
        return new Change(before, edited(before, edits));
    }

    /** Begins a branch on top of the main one. */
    public Begun begin(Draft draft, Person author) throws IOException {
        Optional<Commit> main = main();
        Change change = change(draft.files());
        if (change.paths().isEmpty()) {
            throw new ProblemException(ProposalProblem.EMPTY_PROPOSAL, "No file differs from the definitions in force.")
                    .withFault("/files", "nothing differs");
        }
        String branch = "proposals/" + slug(draft.title()) + "-"
                + UUID.randomUUID().toString().substring(0, TAG);
        String commit = git.commit(
                branch,
                Optional.empty(),
                change.after(),
                main.map(Commit::id).stream().toList(),
                ident(author),
                message(draft.title(), draft.description()));
        return new Begun(branch, commit);
    }

    /**
     * Adds a commit to a branch.
     *
     * @return empty when somebody else was faster
     */
    public Optional<String> add(String branch, Map<String, Optional<String>> edits, String title, Person who)
            throws IOException {
        Optional<Commit> tip = git.head(branch);
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> before = git.files(tip.get().id());
        SortedMap<String, String> after = edited(before, edits);
        if (after.equals(before)) {
            throw new ProblemException(ProposalProblem.EMPTY_PROPOSAL, "No file differs from the proposal as it is.")
                    .withFault("/files", "nothing differs");
        }
        return moved(() -> git.commit(
                branch, tip.map(Commit::id), after, List.of(tip.get().id()), ident(who), message(title, "")));
    }

    public Optional<String> tip(String branch) throws IOException {
        return git.head(branch).map(Commit::id);
    }

    /** A proposal's commit against the main branch as it is now, or as it was when it was published. */
    public Seen seen(Proposal proposal, String commit) throws IOException {
        if (proposal.published().isPresent()) {
            String published = proposal.published().get();
            Optional<String> before = git.parent(published);
            return new Seen(
                    new Change(before.isEmpty() ? new TreeMap<>() : git.files(before.get()), git.files(published)),
                    List.of());
        }
        Optional<Commit> main = main();
        if (main.isEmpty()) {
            return new Seen(new Change(new TreeMap<>(), git.files(commit)), List.of());
        }
        SortedMap<String, String> before = git.files(main.get().id());
        return switch (git.merge(main.get().id(), commit)) {
            case GitFiles.Merged.Clean(var files) -> new Seen(new Change(before, files), List.of());
            case GitFiles.Merged.Conflicting(var paths) -> new Seen(new Change(before, git.files(commit)), paths);
        };
    }

    /**
     * Merges a proposal's commit into the main branch.
     *
     * @param reviewed the commit that was looked at
     * @return the merge; empty when the branch has another commit by now, or the main branch got in the way
     */
    public Optional<String> publish(Proposal proposal, String reviewed, Person who) throws IOException {
        Optional<Commit> main = main();
        if (!tip(proposal.branch()).equals(Optional.of(reviewed))) {
            return Optional.empty();
        }
        Seen seen = seen(proposal, reviewed);
        if (!seen.conflicts().isEmpty()) {
            return Optional.empty();
        }
        List<String> parents = new ArrayList<>(main.map(Commit::id).stream().toList());
        parents.add(reviewed);
        return moved(() -> git.commit(
                git.main(),
                main.map(Commit::id),
                seen.change().after(),
                parents,
                ident(who),
                message(proposal.title(), proposal.description()) + "\nProposal: " + proposal.id() + "\n"));
    }

    /** Takes the branch of a closed proposal away; its commits are kept. */
    public Proposal retire(Proposal proposal) throws IOException {
        git.retire(proposal.branch(), "closed-proposals/" + proposal.id());
        return proposal;
    }

    /** What was done with Git, as far as these open proposals do not know of it. */
    public List<Pushed> pushed(List<Proposal> open) throws IOException {
        List<Pushed> pushed = new ArrayList<>();
        SortedMap<String, Commit> branches = git.branches();
        Set<String> known = open.stream().map(Proposal::branch).collect(Collectors.toSet());
        Optional<Commit> main = main();
        for (Map.Entry<String, Commit> branch : branches.entrySet()) {
            Commit tip = branch.getValue();
            if (!known.contains(branch.getKey()) && !beingRecorded(tip) && !git.holds(git.main(), tip.id())) {
                pushed.add(branch(branch.getKey(), tip));
            }
        }
        for (Proposal proposal : open) {
            Commit tip = branches.get(proposal.branch());
            if (tip == null) {
                pushed.add(new Pushed.Gone(proposal));
            } else if (main.isPresent() && git.holds(git.main(), tip.id())) {
                pushed.add(new Pushed.Merged(proposal, tip.id(), main.get().id(), who(main.get())));
            } else if (!beingRecorded(tip)) {
                pushed.add(new Pushed.Commit(proposal, tip.id(), who(tip)));
            }
        }
        return pushed;
    }

    private boolean beingRecorded(Commit commit) {
        return commit.author().endsWith(OURS) && commit.at().plus(ON_RECORD).isAfter(clock.instant());
    }

    private static Pushed branch(String branch, Commit commit) {
        String[] parts = commit.message().strip().split("\n", 2);
        String title = parts[0].isBlank() ? branch : parts[0].strip();
        return new Pushed.Branch(branch, commit.id(), who(commit), title, parts.length == 2 ? parts[1].strip() : "");
    }

    private static String who(Commit commit) {
        return commit.author().endsWith(OURS)
                ? commit.author().substring(0, commit.author().length() - OURS.length())
                : commit.author();
    }

    private Optional<Commit> main() throws IOException {
        return git.head();
    }

    private static SortedMap<String, String> edited(
            SortedMap<String, String> before, Map<String, Optional<String>> edits) {
        SortedMap<String, String> after = new TreeMap<>(before);
        edits.forEach((path, text) -> {
            if (!PATH.matcher(path).matches() || path.length() > LONGEST_PATH) {
                throw new ProblemException(ProposalProblem.BAD_DEFINITION_PATH, path).withFault("/files", path);
            }
            text.ifPresentOrElse(given -> after.put(path, given), () -> after.remove(path));
        });
        return after;
    }

    private static String slug(String title) {
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "change" : slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
    }

    private static String message(String title, String description) {
        return title.strip() + "\n" + (description.isBlank() ? "" : "\n" + description.strip() + "\n");
    }

    private PersonIdent ident(Person person) {
        return new PersonIdent(person.name(), person.name() + OURS, clock.instant(), ZoneOffset.UTC);
    }

    /** Work that ends with a branch's new commit. */
    @FunctionalInterface
    private interface Committing {
        String go() throws IOException;
    }

    private static Optional<String> moved(Committing work) throws IOException {
        try {
            return Optional.of(work.go());
        } catch (GitFiles.BranchMoved e) {
            return Optional.empty();
        }
    }
}
