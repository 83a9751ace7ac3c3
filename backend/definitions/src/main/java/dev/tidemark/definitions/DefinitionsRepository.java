package dev.tidemark.definitions;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.GitFiles;
import dev.tidemark.definitions.internal.GitFiles.Commit;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions as the newest commit that holds together says them. A commit with faults changes nothing but
 * {@link #problem()}: the definitions before it stay in force. Safe for use by several threads.
 */
public final class DefinitionsRepository implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsRepository.class);
    private static final PersonIdent SEED =
            new PersonIdent("Tidemark", "seed@tidemark.dev", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Path path;
    private final GitFiles git;
    private final List<Consumer<Definitions>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("definitions").factory());

    private volatile @Nullable Definitions good;
    private volatile @Nullable ProblemException problem;
    private @Nullable String seen;

    private DefinitionsRepository(Path path, GitFiles git) {
        this.path = path;
        this.git = git;
    }

    /**
     * Opens the bare repository and reads its newest commit; a missing repository is created.
     *
     * @throws ProblemException {@link DefinitionsProblem#REPOSITORY_UNAVAILABLE}
     */
    public static DefinitionsRepository open(Path bare) {
        try {
            DefinitionsRepository repository = new DefinitionsRepository(bare, GitFiles.open(bare));
            repository.refresh();
            return repository;
        } catch (IOException e) {
            throw unavailable(bare, e);
        }
    }

    /**
     * The definitions in force.
     *
     * @throws ProblemException {@link DefinitionsProblem#NO_DEFINITIONS} before the first good commit
     */
    public Definitions current() {
        Definitions now = good;
        if (now == null) {
            ProblemException broken = problem;
            throw broken == null ? new ProblemException(DefinitionsProblem.NO_DEFINITIONS, path) : broken;
        }
        return now;
    }

    /** What is wrong with the newest commit; empty when it is the one in force. */
    public Optional<ProblemException> problem() {
        return Optional.ofNullable(problem);
    }

    /** Calls the listener with each new set of definitions from now on, on the thread that found them; it should be quick. */
    public void onChange(Consumer<Definitions> listener) {
        listeners.add(listener);
    }

    /** Looks for new commits from now on, again and again until {@link #close()}. */
    public void watch(Duration every) {
        poller.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Fills an empty repository. The same files always give the same commit id. While nobody else has committed, a later seed
     * with other files is one more commit; after that a seed changes nothing.
     *
     * @param files path from the root of the repository → text
     * @return whether something was committed
     */
    public synchronized boolean seed(SortedMap<String, String> files) {
        try {
            Optional<Commit> head = git.head();
            if (head.isPresent()
                    && !(onlySeeded(head.get()) && !git.files(head.get().id()).equals(files))) {
                return false;
            }
            String message = head.isEmpty() ? "Define the demo company\n" : "Follow the demo company of this release\n";
            git.commit(new TreeMap<>(files), head.map(Commit::id), SEED, message);
            refresh();
            return true;
        } catch (IOException e) {
            throw unavailable(path, e);
        }
    }

    /**
     * Replaces the metric files of a workspace, which is made when there is none, as one commit on top of the newest. What is not
     * below {@code metrics/} stays.
     *
     * @param files path from {@code metrics/} → text
     * @param author who decides it
     * @return the id of the commit that holds them; that of the newest when nothing changes
     * @throws ProblemException {@link DefinitionsProblem#BROKEN_DEFINITIONS} when the repository would not hold together, and {@link
     *     DefinitionsProblem#REPOSITORY_UNAVAILABLE}; nothing is committed
     */
    public synchronized String replaceMetrics(
            String workspace, SortedMap<String, String> files, String author, String message) {
        try {
            Optional<Commit> head = git.head();
            SortedMap<String, String> all =
                    head.isPresent() ? git.files(head.get().id()) : new TreeMap<>();
            SortedMap<String, String> next = new TreeMap<>(all);
            String folder = workspace + "/metrics/";
            next.keySet().removeIf(path -> path.startsWith(folder));
            files.forEach((path, text) -> next.put(folder + path, text));
            if (next.equals(all)) {
                return head.orElseThrow().id();
            }
            Instant now = Instant.now();
            if (FileReader.read(next) instanceof FileReader.Outcome.Broken(List<Fault> faults)) {
                throw broken(new Commit("0".repeat(40), now, author, message), faults);
            }
            PersonIdent who = new PersonIdent(author, author + "@tidemark.local", now, ZoneOffset.UTC);
            String commit = git.commit(next, head.map(Commit::id), who, message);
            refresh();
            return commit;
        } catch (IOException e) {
            throw unavailable(path, e);
        }
    }

    private boolean onlySeeded(Commit head) throws IOException {
        return head.author().equals(SEED.getEmailAddress())
                && git.ancestors(head.id()).stream().allMatch(c -> c.author().equals(SEED.getEmailAddress()));
    }

    /**
     * Reads the newest commit now, if it has not been read yet.
     *
     * @throws ProblemException {@link DefinitionsProblem#REPOSITORY_UNAVAILABLE}; the definitions in force stay
     */
    public synchronized void refresh() {
        try {
            Optional<Commit> head = git.head();
            if (head.isEmpty() || head.get().id().equals(seen)) {
                return;
            }
            seen = head.get().id();
            if (!take(head.get()) && good == null) {
                fallBack(head.get());
            }
        } catch (IOException e) {
            throw unavailable(path, e);
        }
    }

    private boolean take(Commit commit) throws IOException {
        return switch (FileReader.read(git.files(commit.id()))) {
            case FileReader.Outcome.Good(List<Workspace> workspaces) -> {
                problem = null;
                publish(new Definitions(commit.id(), commit.at(), workspaces));
                yield true;
            }
            case FileReader.Outcome.Broken(List<Fault> faults) -> {
                problem = broken(commit, faults);
                LOG.warn("Commit {} is not taken: {} faults, first {}", commit.id(), faults.size(), faults.getFirst());
                yield false;
            }
        };
    }

    /** After a start on a broken commit: the newest one before it that holds together. */
    private void fallBack(Commit broken) throws IOException {
        for (Commit earlier : git.ancestors(broken.id())) {
            if (FileReader.read(git.files(earlier.id()))
                    instanceof FileReader.Outcome.Good(List<Workspace> workspaces)) {
                publish(new Definitions(earlier.id(), earlier.at(), workspaces));
                return;
            }
        }
    }

    private void publish(Definitions definitions) {
        good = definitions;
        LOG.info("Definitions of commit {} are in force", definitions.commit());
        listeners.forEach(listener -> listener.accept(definitions));
    }

    private void look() {
        try {
            refresh();
        } catch (RuntimeException e) {
            // A poll that throws would be the last one.
            LOG.warn("Cannot look for new definitions: {}", e.getMessage(), e);
        }
    }

    private static ProblemException broken(Commit commit, List<Fault> faults) {
        Fault first = faults.getFirst();
        String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
        return new ProblemException(
                        DefinitionsProblem.BROKEN_DEFINITIONS,
                        commit.id().substring(0, 12),
                        count,
                        first.pointer() + ": " + first.detail())
                .withFaults(faults);
    }

    private static ProblemException unavailable(Path path, IOException e) {
        return new ProblemException(DefinitionsProblem.REPOSITORY_UNAVAILABLE, path, e.getMessage()).because(e);
    }

    @Override
    public void close() {
        poller.shutdownNow();
        git.close();
    }
}
