package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.Mode;
import dev.tidemark.definitions.Source;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of one workspace folder. What a name refers to is checked later, by {@link References}. */
final class WorkspaceReader {

    private static final List<String> PLACES = List.of(
            "teams.yaml",
            "budgets.yaml",
            "sources/<source>.yaml",
            "events/<family>/family.yaml",
            "events/<family>/<event_type>.avsc",
            "events/<family>/<event_type>.yaml",
            "transforms/<transform>.sql",
            "transforms/<transform>.yaml",
            "metrics/<name>.yaml",
            "dashboards/<name>.yaml",
            "prices/<year>.yaml");
    private static final Pattern PLACE = Pattern.compile("teams\\.yaml|budgets\\.yaml|sources/[^/]+\\.yaml"
            + "|events/[^/]+/[^/]+\\.(avsc|yaml)|transforms/[^/]+\\.(sql|yaml)|(metrics|dashboards)/.+\\.yaml|prices/[^/]+\\.yaml"
            + "|(.+/)?[^/]+\\.md");

    private final String name;
    private final SortedMap<String, String> files;
    private final Faults faults;

    WorkspaceReader(String name, SortedMap<String, String> files, Faults faults) {
        this.name = name;
        this.files = files;
        this.faults = faults;
    }

    Workspace read() {
        Naming.WORKSPACE.check(name, name + "/", 0, faults);
        files.keySet().stream()
                .filter(path -> !PLACE.matcher(path).matches())
                .forEach(path -> faults.add(
                        full(path), 0, "Nothing reads this file. Files belong to: " + String.join(", ", PLACES) + "."));
        EventReader events = new EventReader(name, files, faults);
        return new Workspace(
                name,
                teams(),
                sources(),
                events.families(),
                events.types(),
                new TransformReader(name, files, faults).read(),
                metricFiles(),
                files);
    }

    private List<Team> teams() {
        String file = "teams.yaml";
        if (!files.containsKey(file)) {
            faults.add(full(file), 0, "This file is missing. Every workspace names its teams in it.");
            return List.of();
        }
        List<Team> teams = new ArrayList<>();
        YamlObject.read(full(file), files.getOrDefault(file, ""), faults).ifPresent(yaml -> {
            for (YamlObject team : yaml.objects("teams")) {
                String teamName = team.text("name");
                Naming.TEAM.check(teamName, full(file), team.line(), faults);
                teams.add(new Team(teamName, team.text("title"), team.text("cost_centre"), team.texts("members")));
                team.done();
            }
            yaml.done();
        });
        return teams;
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.startsWith("sources/") && path.endsWith(".yaml")) {
                YamlObject.read(full(path), text, faults).ifPresent(yaml -> sources.add(source(path, yaml)));
            }
        });
        return sources;
    }

    private Source source(String path, YamlObject yaml) {
        String source = stem(path);
        Naming.SOURCE.check(source, full(path), 0, faults);
        Source read = new Source(
                source,
                yaml.text("team"),
                yaml.choice("mode", Mode.class, Mode.STRICT),
                yaml.texts("families"),
                yaml.number("events_per_second", 1, 1_000),
                yaml.duration("max_age", Duration.ofDays(120)),
                yaml.duration("max_ahead", Duration.ofHours(1)));
        yaml.done();
        return read;
    }

    private Map<String, String> metricFiles() {
        Map<String, String> metrics = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith("metrics/") && path.endsWith(".yaml")) {
                metrics.put(path, text);
            }
        });
        return metrics;
    }

    private String full(String path) {
        return name + "/" + path;
    }

    /** The file's name without folder and extension. */
    static String stem(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.lastIndexOf('.'));
    }
}
