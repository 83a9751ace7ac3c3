package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.definitions.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code policies.yaml}. A slip here would open what should be closed, so whatever can be a slip is a fault. What the
 * conditions and dimensions mean is checked where the metrics are known.
 */
final class PolicyReader {

    static final String FILE = "policies.yaml";

    private static final List<String> ROLES = List.of("analyst", "builder", "finance", "admin");
    private static final List<String> SHOWN = List.of("hidden", "nothing", "text", "hash");

    /** What every asker has anyway. */
    private static final Set<String> OWN = Set.of("user", "team");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Pattern DIMENSION = Pattern.compile("[A-Za-z_]\\w*\\.[A-Za-z_]\\w*");

    private final String file;
    private final String text;
    private final List<String> teams;
    private final Faults faults;
    private final Set<String> names = new HashSet<>();

    PolicyReader(String workspace, String text, List<Team> teams, Faults faults) {
        this.file = workspace + "/" + FILE;
        this.text = text;
        this.teams = teams.stream().map(Team::name).toList();
        this.faults = faults;
    }

    AccessPolicies read() {
        return YamlObject.read(file, text, faults).map(this::policies).orElse(AccessPolicies.NONE);
    }

    private AccessPolicies policies(YamlObject yaml) {
        if (!yaml.has("otherwise")) {
            faults.add(
                    file,
                    yaml.line(),
                    "“otherwise” is missing. Write “otherwise: allow” or “otherwise: deny”: what holds where no row policy speaks.");
        }
        AccessPolicies policies = new AccessPolicies(
                yaml.choice("otherwise", Otherwise.class, Otherwise.DENY),
                yaml.objects("attributes").stream().map(this::attributes).toList(),
                yaml.objects("rows").stream().map(this::row).toList(),
                yaml.objects("columns").stream().map(this::column).toList());
        yaml.done();
        return policies;
    }

    private AskerAttributes attributes(YamlObject yaml) {
        Optional<String> team = Optional.ofNullable(yaml.optionalText("team"));
        Optional<String> user = Optional.ofNullable(yaml.optionalText("user"));
        if (team.isPresent() == user.isPresent()) {
            faults.add(file, yaml.line(), "Name one of “team” and “user” whose values these are.");
        }
        team.ifPresent(name -> known("team", name, teams, yaml.lineOf("team")));
        Map<String, List<String>> values = new TreeMap<>();
        yaml.object("values").ifPresent(map -> {
            for (String key : map.keys()) {
                name(key, map.lineOf(key));
                if (OWN.contains(key)) {
                    faults.add(file, map.lineOf(key), "Everybody has “" + key + "” anyway. Choose another name.");
                }
                values.put(key, map.texts(key));
            }
        });
        if (values.isEmpty()) {
            faults.add(file, yaml.line(), "“values” is missing. Add “values: {countries: [France]}”.");
        }
        yaml.done();
        return new AskerAttributes(team, user, values);
    }

    private RowPolicy row(YamlObject yaml) {
        RowPolicy policy = new RowPolicy(
                policyName(yaml),
                yaml.texts("models"),
                Optional.ofNullable(yaml.optionalText("where")),
                audience(yaml),
                yaml.line());
        if (yaml.has("models") && policy.models().isEmpty()) {
            faults.add(file, yaml.lineOf("models"), "“models” is empty. Name a model, or leave the line out.");
        }
        if (!yaml.has("where") && !yaml.has("models")) {
            faults.add(file, yaml.line(), "Without “where” this lets in every row. Name the “models” it opens.");
        }
        yaml.done();
        return policy;
    }

    private ColumnPolicy column(YamlObject yaml) {
        List<String> dimensions = yaml.texts("dimensions");
        if (dimensions.isEmpty()) {
            faults.add(file, yaml.line(), "“dimensions” is missing. Add “dimensions: [orders.customer]”.");
        }
        dimensions.stream()
                .filter(dimension -> !DIMENSION.matcher(dimension).matches())
                .forEach(dimension -> faults.add(
                        file,
                        yaml.lineOf("dimensions"),
                        "“" + dimension + "” names no dimension. Write <semantic model>.<dimension or entity>."));
        ColumnPolicy policy =
                new ColumnPolicy(policyName(yaml), dimensions, treatment(yaml), audience(yaml), yaml.line());
        yaml.done();
        return policy;
    }

    private Treatment treatment(YamlObject yaml) {
        String shown = yaml.text("show");
        @Nullable String replacement = yaml.optionalText("text");
        if (!shown.isEmpty() && !SHOWN.contains(shown)) {
            faults.unknown(file, yaml.lineOf("show"), "show", shown, SHOWN);
        }
        if (shown.equals("text") != (replacement != null)) {
            faults.add(file, yaml.lineOf("show"), "“show: text” and “text: …” go together.");
        }
        return switch (shown) {
            case "nothing" -> new Treatment.Nothing();
            case "text" -> new Treatment.Text(replacement == null ? "" : replacement);
            case "hash" -> new Treatment.Hash();
            default -> new Treatment.Hidden();
        };
    }

    private String policyName(YamlObject yaml) {
        String name = yaml.text("name");
        name(name, yaml.lineOf("name"));
        if (!name.isEmpty() && !names.add(name)) {
            faults.add(file, yaml.lineOf("name"), "The policy “" + name + "” stands here twice. Rename one.");
        }
        return name;
    }

    private void name(String name, int line) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            faults.add(
                    file,
                    line,
                    "“" + name
                            + "” is no name. Use lower-case letters, digits and underscores, for example own_countries.");
        }
    }

    private Audience audience(YamlObject yaml) {
        return new Audience(group(yaml, "for"), group(yaml, "except"));
    }

    private Group group(YamlObject yaml, String key) {
        Optional<YamlObject> map = yaml.object(key);
        if (map.isEmpty()) {
            return Group.NOBODY;
        }
        Group group = new Group(
                Set.copyOf(known(map.get(), "roles", ROLES)),
                Set.copyOf(known(map.get(), "teams", teams)),
                Set.copyOf(map.get().texts("users")));
        if (group.namesNobody()) {
            faults.add(
                    file, yaml.lineOf(key), "“" + key + "” names nobody. Add roles, teams or users, or leave it out.");
        }
        map.get().done();
        return group;
    }

    private List<String> known(YamlObject yaml, String key, List<String> known) {
        List<String> found = yaml.texts(key);
        found.forEach(name -> known(key.substring(0, key.length() - 1), name, known, yaml.lineOf(key)));
        return found;
    }

    private void known(String what, String name, List<String> known, int line) {
        if (!known.contains(name)) {
            faults.unknown(file, line, what, name, known);
        }
    }
}
