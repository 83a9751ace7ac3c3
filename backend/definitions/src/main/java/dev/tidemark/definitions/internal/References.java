package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Source;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.definitions.Workspace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that what one file says about another is true: teams, families and inputs exist, and names are taken once. */
final class References {

    private final List<Workspace> workspaces;
    private final Faults faults;
    private final Map<String, String> taken = new HashMap<>();

    References(List<Workspace> workspaces, Faults faults) {
        this.workspaces = workspaces;
        this.faults = faults;
    }

    void check() {
        Set<String> tables = tables();
        for (Workspace workspace : workspaces) {
            teams(workspace);
            sources(workspace);
            databases(workspace);
            families(workspace);
            eventTypes(workspace);
            transforms(workspace, tables);
        }
        cycles();
    }

    /** Topics, tables and keys live side by side, whichever workspace they come from. */
    private void once(String what, String name, String file) {
        String other = taken.putIfAbsent(what + " " + name, file);
        if (other != null) {
            faults.add(
                    file,
                    0,
                    "The " + what + " “" + name + "” is already defined in " + other + ". Choose another name.");
        }
    }

    private void teams(Workspace workspace) {
        Set<String> seen = new HashSet<>();
        for (Team team : workspace.teams()) {
            if (!seen.add(team.name())) {
                faults.add(
                        workspace.name() + "/teams.yaml",
                        line(workspace, "teams.yaml", "name", team.name()),
                        "The team “" + team.name() + "” stands here twice. Keep one.");
            }
        }
    }

    private void owner(Workspace workspace, String path, String key, String team) {
        List<String> teams = workspace.teams().stream().map(Team::name).toList();
        if (!team.isEmpty() && !teams.contains(team)) {
            faults.unknown(workspace.name() + "/" + path, line(workspace, path, key, team), "team", team, teams);
        }
    }

    private void sources(Workspace workspace) {
        List<String> families = workspace.families().stream().map(Family::name).toList();
        for (Source source : workspace.sources()) {
            String path = "sources/" + source.name() + ".yaml";
            String file = workspace.name() + "/" + path;
            once("source", source.name(), file);
            owner(workspace, path, "team", source.team());
            int line = Faults.lineOf(workspace.files().getOrDefault(path, ""), "(?m)^families");
            if (source.families().isEmpty()) {
                faults.add(file, line, "The source may send nothing. Add “families: [name]”.");
            }
            source.families().stream()
                    .filter(family -> !families.contains(family))
                    .forEach(family -> faults.unknown(file, line, "family", family, families));
        }
    }

    private void databases(Workspace workspace) {
        Captures captures = new Captures(workspace, faults);
        for (CapturedDatabase database : workspace.databases()) {
            String path = "sources/" + database.name() + ".yaml";
            once("source", database.name(), workspace.name() + "/" + path);
            owner(workspace, path, "team", database.team());
            captures.check(database);
        }
    }

    private void families(Workspace workspace) {
        for (Family family : workspace.families()) {
            String file = workspace.name() + "/events/" + family.name() + "/family.yaml";
            once("family", family.name(), file);
            if (workspace.eventTypes(family).isEmpty()) {
                faults.add(
                        file,
                        0,
                        "The family has no event type. Add <event_type>.avsc and <event_type>.yaml beside this file.");
            }
        }
    }

    private void eventTypes(Workspace workspace) {
        for (EventType type : workspace.eventTypes()) {
            String path = "events/" + type.family() + "/" + type.name();
            once("event type", type.name(), workspace.name() + "/" + path + ".avsc");
            owner(workspace, path + ".yaml", "owner", type.owner());
        }
    }

    private void transforms(Workspace workspace, Set<String> tables) {
        for (TransformDefinition transform : workspace.transforms()) {
            String path = "transforms/" + transform.name() + ".yaml";
            String file = workspace.name() + "/" + path;
            once("transform", transform.name(), file);
            owner(workspace, path, "owner", transform.owner());
            int line = Faults.lineOf(workspace.files().getOrDefault(path, ""), "(?m)^inputs");
            if (transform.inputs().isEmpty()) {
                faults.add(file, line, "The transform reads nothing. Add “inputs: [raw.events_<family>]”.");
            }
            transform.inputs().stream()
                    .filter(input -> !tables.contains(input))
                    .forEach(input -> faults.unknown(file, line, "table", input, tables));
        }
    }

    private Set<String> tables() {
        Set<String> tables = new HashSet<>();
        for (Workspace workspace : workspaces) {
            workspace.families().forEach(family -> tables.add("raw.events_" + family.name()));
            workspace.transforms().forEach(transform -> tables.add("model." + transform.name()));
        }
        return tables;
    }

    private void cycles() {
        Map<String, List<String>> inputs = new HashMap<>();
        for (Workspace workspace : workspaces) {
            workspace.transforms().forEach(t -> inputs.put("model." + t.name(), t.inputs()));
        }
        for (Workspace workspace : workspaces) {
            for (TransformDefinition transform : workspace.transforms()) {
                String table = "model." + transform.name();
                if (reaches(table, table, inputs, new HashSet<>())) {
                    faults.add(
                            workspace.name() + "/transforms/" + transform.name() + ".yaml",
                            Faults.lineOf(
                                    workspace.files().getOrDefault("transforms/" + transform.name() + ".yaml", ""),
                                    "(?m)^inputs"),
                            "The transform reads its own result, directly or through others. Remove one of the inputs on the way.");
                }
            }
        }
    }

    private static boolean reaches(String from, String to, Map<String, List<String>> inputs, Set<String> seen) {
        for (String input : inputs.getOrDefault(from, List.of())) {
            if (input.equals(to) || (seen.add(input) && reaches(input, to, inputs, seen))) {
                return true;
            }
        }
        return false;
    }

    private static int line(Workspace workspace, String path, String key, String value) {
        return Faults.lineOf(
                workspace.files().getOrDefault(path, ""),
                "\\b" + key + "\\s*:\\s*[\"']?" + Pattern.quote(value) + "\\b");
    }
}
