package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.Mode;
import dev.tidemark.definitions.Quota;
import dev.tidemark.definitions.Source;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of one workspace folder. What a name refers to is checked later, by {@link References}. */
final class WorkspaceReader {

    private static final List<String> PLACES = List.of(
            "teams.yaml",
            "policies.yaml",
            "budgets.yaml",
            "sources/<source>.yaml",
            "events/<family>/family.yaml",
            "events/<family>/<event_type>.avsc",
            "events/<family>/<event_type>.yaml",
            "transforms/<transform>.sql",
            "transforms/<transform>.yaml",
            "metrics/<name>.yaml (or .yml, .json)",
            "dashboards/<name>.yaml",
            "prices/<year>.yaml");
    private static final Pattern PLACE = Pattern.compile("(teams|policies)\\.yaml|budgets\\.yaml|sources/[^/]+\\.yaml"
            + "|events/[^/]+/[^/]+\\.(avsc|yaml)|transforms/[^/]+\\.(sql|yaml)|metrics/.+\\.(yaml|yml|json)|dashboards/.+\\.yaml|prices/[^/]+\\.yaml"
            + "|(.+/)?[^/]+\\.md");

    private static final Pattern OWNED = Pattern.compile("(sources|events|transforms)/.*");

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
        List<Team> teams = teams();
        return new Workspace(
                name,
                teams,
                sources(),
                databases(),
                events.families(),
                events.types(),
                new TransformReader(name, files, faults).read(),
                policies(teams),
                metricFiles(),
                files);
    }

    private AccessPolicies policies(List<Team> teams) {
        String text = files.get(PolicyReader.FILE);
        return text == null ? AccessPolicies.NONE : new PolicyReader(name, text, teams, faults).read();
    }

    private List<Team> teams() {
        String file = "teams.yaml";
        if (!files.containsKey(file)) {
            boolean ownsSomething =
                    files.keySet().stream().anyMatch(path -> OWNED.matcher(path).matches());
            if (ownsSomething) {
                faults.add(
                        full(file),
                        0,
                        "This file is missing. Sources, events and transforms belong to teams named in it.");
            }
            return List.of();
        }
        List<Team> teams = new ArrayList<>();
        YamlObject.read(full(file), files.getOrDefault(file, ""), faults).ifPresent(yaml -> {
            for (YamlObject team : yaml.objects("teams")) {
                String teamName = team.text("name");
                Naming.TEAM.check(teamName, full(file), team.line(), faults);
                teams.add(new Team(
                        teamName,
                        team.text("title"),
                        team.text("cost_centre"),
                        team.texts("members"),
                        team.object("quota").map(this::quota).orElse(Quota.NONE)));
                team.done();
            }
            yaml.done();
        });
        return teams;
    }

    private Quota quota(YamlObject yaml) {
        Quota quota = new Quota(
                yaml.has("questions_per_minute")
                        ? Optional.of(yaml.number("questions_per_minute", 1, 1))
                        : Optional.empty(),
                yaml.decimal("gib_per_day")
                        .map(gib -> gib.multiply(BigDecimal.valueOf(1L << 30)).longValue()),
                yaml.decimal("cost_per_day"));
        if (quota.equals(Quota.NONE)) {
            faults.add(
                    full("teams.yaml"),
                    yaml.line(),
                    "“quota” limits nothing. Add questions_per_minute, gib_per_day or cost_per_day.");
        }
        yaml.done();
        return quota;
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.startsWith("sources/") && path.endsWith(".yaml")) {
                YamlObject.read(full(path), text, faults)
                        .filter(yaml -> !yaml.has("kind"))
                        .ifPresent(yaml -> sources.add(source(path, yaml)));
            }
        });
        return sources;
    }

    private List<CapturedDatabase> databases() {
        List<CapturedDatabase> databases = new ArrayList<>();
        files.forEach((path, text) -> {
            // What is wrong with the file as such has been said where sources are read.
            if (path.startsWith("sources/") && path.endsWith(".yaml")) {
                YamlObject.read(full(path), text, new Faults())
                        .filter(yaml -> yaml.has("kind"))
                        .flatMap(_ -> YamlObject.read(full(path), text, faults))
                        .ifPresent(
                                yaml -> databases.add(new DatabaseReader(full(path), yaml, faults).read(stem(path))));
            }
        });
        return databases;
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
            if (path.startsWith("metrics/") && !path.endsWith(".md")) {
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
