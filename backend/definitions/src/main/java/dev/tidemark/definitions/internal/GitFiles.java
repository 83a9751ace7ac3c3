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
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare Git repository as commits of text files. Safe for use by several threads. */
public final class GitFiles implements AutoCloseable {

    private static final String MAIN = Constants.R_HEADS + "main";
    private static final int LARGEST_FILE = 1 << 20;
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

    public Optional<Commit> head() throws IOException {
        ObjectId id = repository.resolve(Constants.HEAD);
        if (id == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(commit(walk.parseCommit(id)));
        }
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

    /** Every text file of a commit: path → text. */
    public SortedMap<String, String> files(String commit) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
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
     * Makes a commit of exactly these files on top of a known one.
     *
     * @param parent the commit this one follows; empty for the first
     * @return the new commit's id
     * @throws IOException also when somebody else committed in between; read again and decide again
     */
    public String commit(SortedMap<String, String> files, Optional<String> parent, PersonIdent who, String message)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(files, inserter));
            parent.map(ObjectId::fromString).ifPresent(commit::setParentId);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.setNewObjectId(id);
            update.setExpectedOldObjectId(parent.map(ObjectId::fromString).orElse(ObjectId.zeroId()));
            RefUpdate.Result result = update.update();
            return switch (result) {
                case NEW, FAST_FORWARD, NO_CHANGE -> id.name();
                default -> throw new IOException("the branch moved while a commit was made (" + result + ")");
            };
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
