package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.Workspace;
import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes definitions of the files of a commit. A pure function: the same files say the same, with the same faults. */
public final class FileReader {

    private FileReader() {}

    /** What the files say, or what is wrong with them; never both. */
    public sealed interface Outcome {
        record Good(List<Workspace> workspaces) implements Outcome {}

        record Broken(List<Fault> faults) implements Outcome {}
    }

    /** @param files path from the root of the repository → text */
    public static Outcome read(SortedMap<String, String> files) {
        Faults faults = new Faults();
        SortedMap<String, SortedMap<String, String>> folders = new TreeMap<>();
        files.forEach((path, text) -> {
            int slash = path.indexOf('/');
            if (slash > 0 && !path.startsWith(".")) {
                folders.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), text);
            } else if (slash < 0 && !path.endsWith(".md") && !path.startsWith(".")) {
                faults.add(
                        path,
                        0,
                        "Nothing reads this file. Move it into a workspace folder, for example storefront/" + path
                                + ".");
            }
        });
        List<Workspace> workspaces = new ArrayList<>();
        folders.forEach((name, inside) -> workspaces.add(new WorkspaceReader(name, inside, faults).read()));
        new References(workspaces, faults).check();
        List<Fault> found = faults.inOrder();
        return found.isEmpty() ? new Outcome.Good(List.copyOf(workspaces)) : new Outcome.Broken(found);
    }
}
