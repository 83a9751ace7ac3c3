package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the rollups of a model speak of what the model has, and sum up only what can be summed up. */
final class RollupChecks {

    /** What sums up from sums: the sum of counts is the count. */
    private static final Set<Aggregation> SUMMABLE =
            EnumSet.of(Aggregation.SUM, Aggregation.COUNT, Aggregation.SUM_BOOLEAN, Aggregation.MIN, Aggregation.MAX);

    private final SemanticModel model;
    private final DimensionNames names;
    private final Faults faults;

    RollupChecks(SemanticModel model, DimensionNames names, Faults faults) {
        this.model = model;
        this.names = names;
        this.faults = faults;
    }

    void run() {
        model.bindings().forEach(binding -> binding.rollup().ifPresent(rollup -> rollup(binding, rollup)));
    }

    private void rollup(Binding binding, Rollup rollup) {
        if (binding.where().isPresent()) {
            faults.add(binding.place(), "A rollup cannot have a where: its rows are sums. Put it at the sums.");
        }
        List<String> known = model.dimensions().stream().map(Dimension::name).toList();
        rollup.dimensions().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(
                        binding.place(),
                        "The rollup " + binding.id() + " names the dimension " + name + ", which " + model.name()
                                + " does not have. " + Nearest.advice(name, known)));
        rollup.sums().forEach(sum -> sum(binding, sum));
    }

    private void sum(Binding binding, Rollup.Sum sum) {
        Optional<Measure> measure = model.measures().stream()
                .filter(found -> found.name().equals(sum.measure()))
                .findFirst();
        if (measure.isEmpty()) {
            List<String> known = model.measures().stream().map(Measure::name).toList();
            faults.add(
                    binding.place(),
                    "The rollup " + binding.id() + " sums up the measure " + sum.measure() + ", which " + model.name()
                            + " does not have. " + Nearest.advice(sum.measure(), known));
            return;
        }
        boolean summable = SUMMABLE.contains(measure.get().aggregation())
                && measure.get().nonAdditive().isEmpty();
        if (!summable) {
            faults.add(
                    binding.place(),
                    "The rollup " + binding.id() + " sums up " + sum.measure()
                            + ", which does not add up. Only sums, counts, minima and maxima do.");
        }
        MeasureUse use = new MeasureUse(model, measure.get());
        for (Filter filter : sum.filters()) {
            filter.condition().names().stream()
                    .filter(name -> unknown(use, name))
                    .forEach(name -> faults.add(
                            binding.place(),
                            "The rollup " + binding.id() + " filters by " + name + ", which " + model.name()
                                    + " cannot be filtered by."));
        }
    }

    private boolean unknown(MeasureUse use, String name) {
        try {
            return names.resolve(use, name)
                    .filter(path -> path.crossing().isEmpty())
                    .isEmpty();
        } catch (ProblemException e) {
            return true;
        }
    }
}
