package dev.tidemark.definitions.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare Git repository as commits of text files. Safe for use by several threads. */
public final class GitFiles implements AutoCloseable {

    private static final String MAIN = Constants.R_HEADS + "main";
    private static final int LARGEST_FILE = 32 << 20;
    private static final int MOST_ANCESTORS = 200;

    /** A commit, without its files. */
    public record Commit(String id, Instant at, String author, String message) {}

    private final Repository repository;

    private GitFiles(Repository repository) {
        this.repository = repository;
    }

    /** Opens the bare repository, which is created if there is none. */
    public static GitFiles open(Path bare) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(bare.toAbsolutePath().toFile())
                .setBare()
                .build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(MAIN);
        }
        return new GitFiles(repository);
    }

    /** The branch whose newest good commit is in force: the one that the repository's HEAD names. */
    public String main() throws IOException {
        return Repository.shortenRefName(repository.getFullBranch());
    }

    /** The newest commit of the main branch. */
    public Optional<Commit> head() throws IOException {
        return head(main());
    }

    /** The newest commit of a branch; empty when there is no such branch. */
    public Optional<Commit> head(String branch) throws IOException {
        ObjectId id = repository.resolve(Constants.R_HEADS + branch);
        if (id == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(commit(walk.parseCommit(id)));
        }
    }

    /** The newest commit of every branch but the main one. */
    public SortedMap<String, Commit> branches() throws IOException {
        SortedMap<String, Commit> branches = new TreeMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                String name = Repository.shortenRefName(ref.getName());
                if (!name.equals(main())) {
                    branches.put(name, commit(walk.parseCommit(ref.getObjectId())));
                }
            }
        }
        return branches;
    }

    /** The commits before this one on the main line, the newest first. */
    public List<Commit> ancestors(String commit) throws IOException {
        List<Commit> ancestors = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setFirstParent(true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
            for (RevCommit each : walk) {
                if (!each.name().equals(commit)) {
                    ancestors.add(commit(each));
                }
                if (ancestors.size() == MOST_ANCESTORS) {
                    break;
                }
            }
        }
        return ancestors;
    }

    /** The first parent of a commit; empty for the first of all. */
    public Optional<String> parent(String commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit found = walk.parseCommit(ObjectId.fromString(commit));
            return found.getParentCount() == 0
                    ? Optional.empty()
                    : Optional.of(found.getParent(0).name());
        }
    }

    /** Takes a branch away, and keeps its commits under another name that is no branch. */
    public void retire(String branch, String keptAs) throws IOException {
        ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
        if (tip == null) {
            return;
        }
        RefUpdate kept = repository.updateRef(Constants.R_REFS + keptAs);
        kept.setNewObjectId(tip);
        kept.forceUpdate();
        RefUpdate gone = repository.updateRef(Constants.R_HEADS + branch);
        gone.setForceUpdate(true);
        gone.delete();
    }

    /** Whether a commit is part of what a branch holds. */
    public boolean holds(String branch, String commit) throws IOException {
        Optional<Commit> head = head(branch);
        if (head.isEmpty()) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(commit)),
                    walk.parseCommit(ObjectId.fromString(head.get().id())));
        }
    }

    /** What two lines of commits make together. */
    public sealed interface Merged {
        record Clean(SortedMap<String, String> files) implements Merged {}

        /** @param paths files that both sides changed in the same place */
        record Conflicting(List<String> paths) implements Merged {}
    }

    /** Merges two commits without writing anything. */
    public Merged merge(String ours, String theirs) throws IOException {
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
        if (!merger.merge(ObjectId.fromString(ours), ObjectId.fromString(theirs))) {
            return new Merged.Conflicting(
                    merger.getUnmergedPaths().stream().sorted().toList());
        }
        return new Merged.Clean(filesOf(merger.getResultTreeId()));
    }

    /** Every text file of a commit: path → text. */
    public SortedMap<String, String> files(String commit) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            return filesOf(commits.parseCommit(ObjectId.fromString(commit)).getTree());
        }
    }

    private SortedMap<String, String> filesOf(ObjectId treeId) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(treeId);
            tree.setRecursive(true);
            while (tree.next()) {
                if (tree.getFileMode(0).equals(FileMode.REGULAR_FILE)
                        || tree.getFileMode(0).equals(FileMode.EXECUTABLE_FILE)) {
                    byte[] bytes =
                            tree.getObjectReader().open(tree.getObjectId(0)).getCachedBytes(LARGEST_FILE);
                    files.put(tree.getPathString(), text(tree.getPathString(), bytes));
                }
            }
        }
        return files;
    }

    private static String text(String path, byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not UTF-8 text", e);
        }
    }

    /**
     * Makes a commit of exactly these files on top of the main branch.
     *
     * @param parent the commit this one follows; empty for the first
     * @return the new commit's id
     * @throws BranchMoved when somebody else committed in between; read again and decide again
     */
    public String commit(SortedMap<String, String> files, Optional<String> parent, PersonIdent who, String message)
            throws IOException {
        return commit(main(), parent, files, parent.stream().toList(), who, message);
    }

    /**
     * Makes a commit of exactly these files the newest of a branch.
     *
     * @param before the branch's newest commit until now; empty when the branch begins with this one
     * @param parents the commits that this one follows
     * @return the new commit's id
     * @throws BranchMoved when the branch's newest commit is another one by now; read again and decide again
     */
    public String commit(
            String branch,
            Optional<String> before,
            SortedMap<String, String> files,
            List<String> parents,
            PersonIdent who,
            String message)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(files, inserter));
            commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(id);
            update.setExpectedOldObjectId(before.map(ObjectId::fromString).orElse(ObjectId.zeroId()));
            RefUpdate.Result result = update.update();
            return switch (result) {
                case NEW, FAST_FORWARD, NO_CHANGE -> id.name();
                default -> throw new BranchMoved(branch, result);
            };
        }
    }

    /** Somebody else committed to a branch in between. */
    public static final class BranchMoved extends IOException {
        private static final long serialVersionUID = 1L;

        BranchMoved(String branch, RefUpdate.Result result) {
            super("the branch " + branch + " moved while a commit was made (" + result + ")");
        }
    }

    private static ObjectId tree(SortedMap<String, String> files, ObjectInserter inserter) throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        for (var file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    private static Commit commit(RevCommit commit) {
        return new Commit(
                commit.name(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getAuthorIdent().getEmailAddress(),
                commit.getFullMessage());
    }

    @Override
    public void close() {
        repository.close();
    }
}
