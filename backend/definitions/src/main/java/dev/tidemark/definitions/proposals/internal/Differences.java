package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.FileChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What differs between two versions of the files, line by line. */
final class Differences {

    private Differences() {}

    static List<FileChange> of(Change change) {
        return change.paths().stream().map(path -> file(change, path)).toList();
    }

    private static FileChange file(Change change, String path) {
        RawText before = text(change.before().getOrDefault(path, ""));
        RawText after = text(change.after().getOrDefault(path, ""));
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
        return new FileChange(
                path,
                kind(change, path),
                patch(edits, before, after),
                edits.stream().mapToInt(Edit::getLengthB).sum(),
                edits.stream().mapToInt(Edit::getLengthA).sum());
    }

    private static FileChange.Kind kind(Change change, String path) {
        if (!change.before().containsKey(path)) {
            return FileChange.Kind.ADDED;
        }
        return change.after().containsKey(path) ? FileChange.Kind.CHANGED : FileChange.Kind.REMOVED;
    }

    private static RawText text(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String patch(EditList edits, RawText before, RawText after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, before, after);
            formatter.flush();
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }
}
