package dev.tidemark.router.policy;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.router.policy.Policies.ColumnRule;
import dev.tidemark.router.policy.Policies.RowRule;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a workspace's policies mean for one asker. Immutable. */
public final class Ruling {

    /** Of what the ruling speaks. */
    enum Scope {
        ALL,
        ROWS
    }

    private final Policies policies;
    private final Asker asker;
    private final Scope scope;

    Ruling(Policies policies, Asker asker, Scope scope) {
        this.policies = policies;
        this.asker = asker;
        this.scope = scope;
    }

    /**
     * What tells apart what two askers may see.
     *
     * @param policies the very same
     * @param concerned for each rule about rows whether it speaks of the asker at all; where none does, everything may be denied
     * @param rows for each rule about rows whether it holds for the asker
     * @param columns for each rule about columns whether it holds
     * @param values of the asker that stand in conditions
     */
    public record Likeness(
            Policies policies,
            Scope scope,
            List<Boolean> concerned,
            List<Boolean> rows,
            List<Boolean> columns,
            Map<String, List<String>> values) {}

    /** Equal for askers who may see the same. */
    public Likeness likeness() {
        Map<String, List<String>> known = policies.valuesOf(asker);
        Map<String, List<String>> values = new HashMap<>();
        List<Boolean> rows = new ArrayList<>();
        for (RowRule rule : policies.rows()) {
            boolean holds = holds(rule.policy().audience());
            rows.add(holds);
            rule.filter().filter(_ -> holds).stream()
                    .flatMap(filter -> filter.condition().names().stream())
                    .filter(AttributeNames::isOne)
                    .map(AttributeNames::attribute)
                    .forEach(name -> values.put(name, known.getOrDefault(name, List.of())));
        }
        List<Boolean> columns = policies.columns().stream()
                .map(rule -> holds(rule.policy().audience()))
                .toList();
        List<Boolean> concerned = policies.rows().stream()
                .map(rule -> Policies.concerns(rule.policy().audience(), asker))
                .toList();
        return new Likeness(policies, scope, concerned, List.copyOf(rows), columns, Map.copyOf(values));
    }

    private boolean holds(Audience audience) {
        return Policies.concerns(audience, asker) && !Policies.excepts(audience, asker);
    }

    /** The same for rows only: for questions that definitions ask, whose groups nobody sees. */
    public Ruling rowsOnly() {
        return new Ruling(policies, asker, Scope.ROWS);
    }

    /**
     * What every row of a model must fulfil to count, the asker's values as constants in it.
     *
     * @throws ProblemException {@link PolicyProblem#METRIC_NOT_OPEN}, {@link PolicyProblem#ATTRIBUTE_MISSING}
     */
    public List<Filter> rows(SemanticModel model) {
        List<Filter> filters = new ArrayList<>();
        for (RowRule rule : rules(model)) {
            boolean free = Policies.excepts(rule.policy().audience(), asker);
            if (!free) {
                rule.filter().ifPresent(filter -> filters.add(bound(rule, filter)));
            }
        }
        return List.copyOf(filters);
    }

    private List<RowRule> rules(SemanticModel model) {
        List<RowRule> rules = policies.rows().stream()
                .filter(rule -> rule.models().contains(model.name())
                        && Policies.concerns(rule.policy().audience(), asker))
                .toList();
        if (rules.isEmpty() && policies.otherwise() == Otherwise.DENY) {
            throw new ProblemException(PolicyProblem.METRIC_NOT_OPEN, model.name());
        }
        return rules;
    }

    private Filter bound(RowRule rule, Filter filter) {
        Map<String, List<String>> known = policies.valuesOf(asker);
        Map<String, List<String>> constants = new HashMap<>();
        for (String name : filter.condition().names()) {
            if (AttributeNames.isOne(name)) {
                String attribute = AttributeNames.attribute(name);
                List<String> values = known.getOrDefault(attribute, List.of());
                if (values.isEmpty()) {
                    throw new ProblemException(
                            PolicyProblem.ATTRIBUTE_MISSING, rule.policy().name(), attribute, asker.user());
                }
                constants.put(name, values);
            }
        }
        SqlExpression condition = filter.condition().withConstants(constants);
        return new Filter(condition.text(), condition);
    }

    /**
     * What becomes of a dimension that is grouped by; empty when it is shown as it is.
     *
     * @throws ProblemException {@link PolicyProblem#HIDDEN_DIMENSION}
     */
    public Optional<Treatment> grouped(DimensionPath path) {
        Optional<ColumnPolicy> policy = column(path);
        if (policy.isPresent() && policy.get().treatment() instanceof Treatment.Hidden) {
            throw hidden(policy.get(), "group by", path);
        }
        return policy.map(ColumnPolicy::treatment);
    }

    /**
     * Refuses conditions of a question on what the asker may not see as it is: they would tell it, value by value.
     *
     * @throws ProblemException {@link PolicyProblem#HIDDEN_DIMENSION}
     */
    public void filtered(DimensionPath path) {
        column(path).ifPresent(policy -> {
            throw hidden(policy, "filter by", path);
        });
    }

    private static ProblemException hidden(ColumnPolicy policy, String what, DimensionPath path) {
        return new ProblemException(PolicyProblem.HIDDEN_DIMENSION, policy.name(), what, path.name())
                .withFault(what.equals("filter by") ? "/where" : "/group_by", path.name());
    }

    /** The strictest policy about a dimension. */
    private Optional<ColumnPolicy> column(DimensionPath path) {
        if (scope == Scope.ROWS) {
            return Optional.empty();
        }
        ColumnKey key = ColumnKey.of(path.model().name(), path.expression());
        return policies.columns().stream()
                .filter(rule -> rule.columns().contains(key))
                .map(ColumnRule::policy)
                .filter(policy -> holds(policy.audience()))
                .min(Comparator.comparing(policy -> strictness(policy.treatment())));
    }

    static int strictness(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Hidden hidden -> 0;
            case Treatment.Nothing nothing -> 1;
            case Treatment.Text text -> 2;
            case Treatment.Hash hash -> 3;
        };
    }

    MaskHash hash() {
        return policies.hash();
    }

    /** The policies that took part in an answer, as receipts say it: conditions as written, without the asker's values. */
    public List<String> applied(Collection<SemanticModel> models, Collection<DimensionPath> grouped) {
        Set<String> applied = new LinkedHashSet<>();
        for (SemanticModel model : models) {
            rules(model).stream()
                    .filter(rule -> !Policies.excepts(rule.policy().audience(), asker))
                    .forEach(rule -> rule.policy()
                            .where()
                            .ifPresent(
                                    where -> applied.add("row " + rule.policy().name() + ": " + where.strip())));
        }
        for (DimensionPath path : grouped) {
            column(path)
                    .ifPresent(policy -> applied.add(
                            "column " + policy.name() + ": " + path.name() + " " + word(policy.treatment())));
        }
        return List.copyOf(applied);
    }

    private static String word(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Hidden hidden -> "hidden";
            case Treatment.Nothing nothing -> "shown as nothing";
            case Treatment.Text text -> "shown as one text";
            case Treatment.Hash hash -> "shown as hash";
        };
    }
}
