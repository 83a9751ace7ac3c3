package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.ChartKind;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.DashboardProblem;
import dev.tidemark.catalog.DashboardTile;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the dashboards of a workspace and checks them against its metrics. */
public final class DashboardReader {

    private static final String FOLDER = "dashboards/";
    private static final String NAME = "[a-z][a-z0-9_-]{0,59}";
    private static final Set<String> KEYS =
            Set.of("title", "owner", "description", "time_range", "time_zone", "filters", "tiles");
    private static final Set<String> TILE_KEYS = Set.of(
            "title",
            "metric",
            "metrics",
            "group_by",
            "grain",
            "chart",
            "size",
            "time_range",
            "filters",
            "compare",
            "order_by",
            "limit");

    private final Collection<String> teams;
    private final Faults faults = new Faults();
    private final TileChecks checks;

    private DashboardReader(MetricCatalog catalog, Collection<String> teams) {
        this.teams = teams;
        this.checks = new TileChecks(catalog, faults);
    }

    /**
     * @throws ProblemException {@link DashboardProblem#BROKEN_DASHBOARDS}
     */
    public static List<Dashboard> read(MetricCatalog catalog, Map<String, String> files, Collection<String> teams) {
        DashboardReader reader = new DashboardReader(catalog, teams);
        Map<String, Dashboard> read = new TreeMap<>();
        new TreeMap<>(files).forEach((path, text) -> {
            if (path.startsWith(FOLDER) && path.endsWith(".yaml")) {
                reader.file(path, text).ifPresent(dashboard -> reader.keep(dashboard, read));
            }
        });
        reader.throwIfAny(catalog.workspace());
        return List.copyOf(read.values());
    }

    private void throwIfAny(String workspace) {
        List<Fault> found = faults.all();
        if (!found.isEmpty()) {
            String count = found.size() == 1 ? "1 fault" : found.size() + " faults";
            Fault first = found.getFirst();
            throw new ProblemException(
                            DashboardProblem.BROKEN_DASHBOARDS,
                            workspace,
                            count,
                            first.pointer() + " " + first.detail())
                    .withFaults(found);
        }
    }

    private void keep(Dashboard dashboard, Map<String, Dashboard> read) {
        Dashboard other = read.putIfAbsent(dashboard.name(), dashboard);
        if (other != null) {
            faults.add(
                    dashboard.place(),
                    "The dashboard " + dashboard.name() + " is already defined in "
                            + other.place().file() + ". Rename one of the files.");
        }
    }

    private Optional<Dashboard> file(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".yaml".length());
        if (!name.matches(NAME)) {
            faults.add(
                    new Place(path, 0),
                    "“" + name
                            + "” is no name for a dashboard. Use lower-case letters, digits, hyphens and underscores.");
        }
        List<YamlMap> documents = YamlMap.read(path, text, faults);
        if (documents.isEmpty()) {
            faults.add(new Place(path, 0), "The file is empty. A dashboard has at least title, owner and tiles.");
        }
        return documents.stream().findFirst().map(yaml -> dashboard(name, yaml, text));
    }

    private Dashboard dashboard(String name, YamlMap yaml, String text) {
        strict(yaml, KEYS);
        String owner = yaml.required("owner");
        if (!owner.isEmpty() && !teams.contains(owner)) {
            faults.add(yaml.placeOf("owner"), "Unknown team “" + owner + "”. " + Nearest.advice(owner, teams));
        }
        List<Filter> filters = filters(yaml);
        TimeRange range = range(yaml).orElse(TimeRange.Preset.LAST_7_DAYS);
        List<YamlMap> tiles = yaml.maps("tiles");
        if (tiles.isEmpty()) {
            faults.add(
                    yaml.placeOf("tiles"),
                    "The dashboard shows nothing. Add “tiles:” with at least one “- metric: …”.");
        }
        return new Dashboard(
                name,
                yaml.required("title"),
                owner,
                yaml.text("description").orElse(""),
                range,
                zone(yaml),
                filters,
                tiles.stream().map(tile -> tile(tile, filters)).toList(),
                text,
                yaml.place());
    }

    private DashboardTile tile(YamlMap yaml, List<Filter> ofDashboard) {
        strict(yaml, TILE_KEYS);
        List<YamlMap.Text> names = new ArrayList<>(yaml.texts("metrics"));
        yaml.scalar("metric").ifPresent(names::add);
        if (names.isEmpty()) {
            faults.add(yaml.place(), "The tile shows nothing. Add “metric: …”.");
        }
        List<Filter> filters = filters(yaml);
        DashboardTile tile = new DashboardTile(
                yaml.text("title").orElse(""),
                checks.metrics(names),
                yaml.texts("group_by").stream().map(YamlMap.Text::value).toList(),
                grain(yaml),
                choice(yaml, "chart", ChartKind.values(), ChartKind.AUTO),
                choice(yaml, "size", DashboardTile.Size.values(), DashboardTile.Size.MEDIUM),
                range(yaml),
                filters,
                yaml.text("compare"),
                yaml.text("order_by"),
                limit(yaml),
                yaml.place());
        checks.check(tile, yaml, ofDashboard);
        return tile;
    }

    private void strict(YamlMap yaml, Set<String> known) {
        yaml.keys().stream()
                .filter(key -> !known.contains(key))
                .forEach(key ->
                        faults.add(yaml.placeOf(key), "Unknown key “" + key + "”. " + Nearest.advice(key, known)));
    }

    private List<Filter> filters(YamlMap yaml) {
        List<Filter> filters = new ArrayList<>();
        for (YamlMap.Text text : yaml.texts("filters")) {
            try {
                filters.add(Filter.parse(text.value()));
            } catch (ProblemException e) {
                faults.add(text.place(), "The filter cannot be read", e);
            }
        }
        return filters;
    }

    private Optional<TimeRange> range(YamlMap yaml) {
        return new Words(faults).timeRange(yaml, "time_range");
    }

    private Optional<ZoneId> zone(YamlMap yaml) {
        return yaml.scalar("time_zone").flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text.value()));
            } catch (DateTimeException e) {
                faults.add(
                        text.place(),
                        "“" + text.value() + "” is no time zone. Use an IANA name such as Europe/London, or UTC.");
                return Optional.empty();
            }
        });
    }

    private Optional<Grain> grain(YamlMap yaml) {
        return yaml.scalar("grain").flatMap(text -> {
            Optional<Grain> grain = Grain.parse(text.value());
            if (grain.isEmpty()) {
                List<String> words =
                        Arrays.stream(Grain.values()).map(Grain::word).toList();
                faults.add(text.place(), "“" + text.value() + "” is no grain. " + Nearest.advice(text.value(), words));
            }
            return grain;
        });
    }

    private Optional<Integer> limit(YamlMap yaml) {
        return yaml.scalar("limit").flatMap(text -> {
            if (text.value().matches("[1-9][0-9]{0,5}")) {
                return Optional.of(Integer.valueOf(text.value()));
            }
            faults.add(text.place(), "“limit” must be a whole number from 1, not “" + text.value() + "”.");
            return Optional.empty();
        });
    }

    private <E extends Enum<E>> E choice(YamlMap yaml, String key, E[] constants, E otherwise) {
        return yaml.scalar(key)
                .map(text -> {
                    List<String> words = Arrays.stream(constants)
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .toList();
                    int index = words.indexOf(text.value());
                    if (index < 0) {
                        faults.add(
                                text.place(),
                                "“" + text.value() + "” is no " + key + ". " + Nearest.advice(text.value(), words));
                    }
                    return index < 0 ? otherwise : constants[index];
                })
                .orElse(otherwise);
    }
}
