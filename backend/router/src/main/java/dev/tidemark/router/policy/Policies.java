package dev.tidemark.router.policy;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies of a workspace, each name in them understood. Immutable. */
public final class Policies {

    static final Policies OPEN = new Policies(Otherwise.ALLOW, List.of(), List.of(), List.of(), null, null);

    /**
     * @param filter with {@link AttributeNames names} where values of the asker will stand; empty lets in every row
     * @param models whose rows it speaks of
     */
    record RowRule(RowPolicy policy, Optional<Filter> filter, Set<String> models) {}

    /**
     * @param columns what it hides or masks
     */
    record ColumnRule(ColumnPolicy policy, Set<ColumnKey> columns) {}

    private final Otherwise otherwise;
    private final List<AskerAttributes> attributes;
    private final List<RowRule> rows;
    private final List<ColumnRule> columns;
    private final @Nullable MaskHash hash;
    private final @Nullable ProblemException broken;

    private Policies(
            Otherwise otherwise,
            List<AskerAttributes> attributes,
            List<RowRule> rows,
            List<ColumnRule> columns,
            @Nullable MaskHash hash,
            @Nullable ProblemException broken) {
        this.otherwise = otherwise;
        this.attributes = List.copyOf(attributes);
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        this.hash = hash;
        this.broken = broken;
    }

    /**
     * @throws ProblemException {@link PolicyProblem#INVALID_POLICIES} with a fault for each wrong place
     */
    public static Policies of(AccessPolicies written, MetricCatalog catalog, MaskHash hash) {
        PolicyMeaning meaning = new PolicyMeaning(written, catalog);
        List<RowRule> rows = meaning.rows();
        List<ColumnRule> columns = meaning.columns();
        meaning.throwIfAny();
        return new Policies(written.otherwise(), written.attributes(), rows, columns, hash, null);
    }

    /** Refuses every question, with the reason why the policies cannot be used. */
    public static Policies refusing(ProblemException reason) {
        return new Policies(Otherwise.DENY, List.of(), List.of(), List.of(), null, reason);
    }

    /**
     * @throws ProblemException {@link PolicyProblem#INVALID_POLICIES} when they cannot be used
     */
    public Ruling ruling(Asker asker) {
        if (broken != null) {
            throw broken;
        }
        return new Ruling(this, asker, Ruling.Scope.ALL);
    }

    Otherwise otherwise() {
        return otherwise;
    }

    List<RowRule> rows() {
        return rows;
    }

    List<ColumnRule> columns() {
        return columns;
    }

    MaskHash hash() {
        if (hash == null) {
            throw new IllegalStateException("nothing is hashed without a policy");
        }
        return hash;
    }

    /** What is known of an asker: of the team, of the account, of the user by name; the latter replaces the former. */
    Map<String, List<String>> valuesOf(Asker asker) {
        Map<String, List<String>> values = new HashMap<>();
        attributes.stream()
                .filter(found -> found.team().filter(asker.team()::equals).isPresent())
                .forEach(found -> values.putAll(found.values()));
        values.putAll(asker.attributes());
        attributes.stream()
                .filter(found -> found.user().filter(asker.user()::equals).isPresent())
                .forEach(found -> values.putAll(found.values()));
        values.put("user", List.of(asker.user()));
        values.put("team", List.of(asker.team()));
        return values;
    }

    /** Whether a policy speaks of somebody at all, be it as an exception. */
    static boolean concerns(Audience audience, Asker asker) {
        return audience.to().namesNobody() || has(audience.to(), asker) || has(audience.except(), asker);
    }

    static boolean excepts(Audience audience, Asker asker) {
        return has(audience.except(), asker);
    }

    private static boolean has(Audience.Group group, Asker asker) {
        return group.users().contains(asker.user())
                || group.teams().contains(asker.team())
                || asker.roles().stream().anyMatch(role -> group.roles().contains(role.toLowerCase(Locale.ROOT)));
    }
}
