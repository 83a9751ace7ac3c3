package dev.tidemark.router.policy;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.policy.Policies.ColumnRule;
import dev.tidemark.router.policy.Policies.RowRule;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what policies mean for a catalog, and notes what means nothing. */
final class PolicyMeaning {

    private final AccessPolicies written;
    private final MetricCatalog catalog;
    private final Set<String> known = new HashSet<>(Set.of("user", "team"));
    private final List<Fault> faults = new ArrayList<>();

    PolicyMeaning(AccessPolicies written, MetricCatalog catalog) {
        this.written = written;
        this.catalog = catalog;
        written.attributes().forEach(found -> known.addAll(found.values().keySet()));
    }

    List<RowRule> rows() {
        return written.rows().stream().flatMap(policy -> row(policy).stream()).toList();
    }

    List<ColumnRule> columns() {
        return written.columns().stream().map(this::column).toList();
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            Fault first = faults.getFirst();
            String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
            throw new ProblemException(
                            PolicyProblem.INVALID_POLICIES,
                            catalog.workspace(),
                            count,
                            first.pointer() + ": " + first.detail())
                    .withFaults(faults);
        }
    }

    private void fault(int line, String detail) {
        faults.add(new Fault(catalog.workspace() + "/policies.yaml:" + line, detail));
    }

    private Optional<RowRule> row(RowPolicy policy) {
        Set<String> asked = new HashSet<>(policy.models());
        for (String name : policy.models()) {
            Optional<SemanticModel> model = model(name);
            if (model.isEmpty() || model.get().measures().isEmpty()) {
                fault(
                        policy.line(),
                        "The row policy " + policy.name() + " names the model " + name + ", which "
                                + (model.isEmpty() ? "does not exist" : "has no measures")
                                + ". Name one of: " + measured() + ".");
                asked.remove(name);
            }
        }
        if (policy.where().isEmpty()) {
            return Optional.of(new RowRule(policy, Optional.empty(), Set.copyOf(asked)));
        }
        Optional<Filter> filter = filter(policy, policy.where().get());
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = filter.get().condition().names().stream()
                .filter(name -> !AttributeNames.isOne(name))
                .toList();
        Set<String> models = policy.models().isEmpty() ? fitting(policy, names) : asked;
        models.forEach(name -> names.forEach(dimension -> check(policy, name, dimension)));
        return Optional.of(new RowRule(policy, filter, Set.copyOf(models)));
    }

    private Optional<Filter> filter(RowPolicy policy, String where) {
        try {
            Filter filter = Filter.parse(AttributeNames.quoted(where));
            Map<String, List<String>> several = new HashMap<>();
            for (String name : filter.condition().names()) {
                Filter.metricReference(name)
                        .ifPresent(found -> fault(
                                policy.line(),
                                "The row policy " + policy.name()
                                        + " asks for a metric. Its condition must be about dimensions of a row."));
                if (AttributeNames.isOne(name)) {
                    String attribute = AttributeNames.attribute(name);
                    if (!known.contains(attribute)) {
                        fault(
                                policy.line(),
                                "The row policy " + policy.name() + " uses :" + attribute
                                        + ", which is given to nobody. Add it under attributes, or use one of: "
                                        + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
                    }
                    boolean one = attribute.equals("user") || attribute.equals("team");
                    several.put(name, one ? List.of("a") : List.of("a", "b"));
                }
            }
            filter.condition().withConstants(several);
            return Optional.of(filter);
        } catch (ProblemException e) {
            fault(policy.line(), "The condition of the row policy " + policy.name() + " cannot be read: " + e.detail());
        } catch (IllegalArgumentException e) {
            fault(
                    policy.line(),
                    "The row policy " + policy.name()
                            + " compares with an attribute that may have several values. Write IN (:name).");
        }
        return Optional.empty();
    }

    private Set<String> fitting(RowPolicy policy, List<String> names) {
        Set<String> models = new HashSet<>();
        for (SemanticModel model : catalog.models()) {
            boolean fits = !model.measures().isEmpty()
                    && uses(model).stream().allMatch(use -> names.stream().allMatch(name -> resolves(use, name)));
            if (fits) {
                models.add(model.name());
            }
        }
        if (models.isEmpty()) {
            fault(
                    policy.line(),
                    "No semantic model has the dimensions " + String.join(", ", names) + " of the row policy "
                            + policy.name() + ". Correct them, or name the models.");
        }
        return models;
    }

    private void check(RowPolicy policy, String name, String dimension) {
        for (MeasureUse use : model(name).map(PolicyMeaning::uses).orElse(List.of())) {
            if (!resolves(use, dimension)) {
                fault(
                        policy.line(),
                        "The row policy " + policy.name() + " names " + dimension + ", by which " + name
                                + " cannot be filtered. Correct it, or take the model off its list.");
                return;
            }
        }
    }

    private boolean resolves(MeasureUse use, String name) {
        try {
            return catalog.resolve(use, name).isPresent();
        } catch (ProblemException e) {
            return false; // a name with two meanings is none
        }
    }

    private static List<MeasureUse> uses(SemanticModel model) {
        return model.measures().stream()
                .map(measure -> new MeasureUse(model, measure))
                .toList();
    }

    private ColumnRule column(ColumnPolicy policy) {
        Set<ColumnKey> keys = new HashSet<>();
        for (String dimension : policy.dimensions()) {
            String model = dimension.substring(0, dimension.indexOf('.'));
            String name = dimension.substring(dimension.indexOf('.') + 1);
            Optional<SqlExpression> expression = model(model)
                    .flatMap(found -> found.dimension(name)
                            .map(hit -> hit.expression())
                            .or(() -> found.entity(name).map(hit -> hit.expression())));
            if (expression.isEmpty()) {
                fault(
                        policy.line(),
                        "The column policy " + policy.name() + " names " + dimension
                                + ", which does not exist. Write <semantic model>.<dimension or entity>.");
            }
            expression.ifPresent(found -> keys.add(ColumnKey.of(model, found)));
        }
        return new ColumnRule(policy, Set.copyOf(keys));
    }

    private Optional<SemanticModel> model(String name) {
        return catalog.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst();
    }

    private String measured() {
        return catalog.models().stream()
                .filter(model -> !model.measures().isEmpty())
                .map(SemanticModel::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
