package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the files hold together, and what becomes of sources, event types and transforms. */
public final class DefinitionsCheck implements ProposalCheck {

    @Override
    public String name() {
        return "definitions";
    }

    @Override
    public Outcome look(Change change) {
        return switch (FileReader.read(change.after())) {
            case FileReader.Outcome.Broken(var faults) ->
                new Outcome(
                        faults.stream()
                                .map(fault -> Finding.fault(fault.pointer(), fault.detail()))
                                .toList(),
                        List.of());
            case FileReader.Outcome.Good(var after) -> new Outcome(List.of(), effects(before(change), after));
        };
    }

    private static List<Workspace> before(Change change) {
        return switch (FileReader.read(change.before())) {
            case FileReader.Outcome.Good(var workspaces) -> workspaces;
            // Only before the first good commit: there is nothing that could be affected.
            case FileReader.Outcome.Broken(var faults) -> List.of();
        };
    }

    private static List<Effect> effects(List<Workspace> before, List<Workspace> after) {
        Set<String> names = new TreeSet<>();
        before.forEach(workspace -> names.add(workspace.name()));
        after.forEach(workspace -> names.add(workspace.name()));
        List<Effect> effects = new ArrayList<>();
        for (String name : names) {
            effects.addAll(DefinedThing.effects(name, things(before, name), things(after, name)));
        }
        return effects;
    }

    private static List<DefinedThing> things(List<Workspace> workspaces, String name) {
        Optional<Workspace> found =
                workspaces.stream().filter(w -> w.name().equals(name)).findFirst();
        return found.map(DefinedThing::of).orElse(List.of());
    }
}
