package dev.tidemark.definitions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one commit of the definitions repository says. Immutable.
 *
 * @param commit the commit's id, 40 hexadecimal digits
 * @param workspaces in the order of their names
 */
public record Definitions(String commit, Instant committedAt, List<Workspace> workspaces) {

    public Definitions {
        workspaces = List.copyOf(workspaces);
    }

    public Optional<Workspace> workspace(String name) {
        return workspaces.stream().filter(w -> w.name().equals(name)).findFirst();
    }
}
