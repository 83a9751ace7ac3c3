package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Bridge;
import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why measures do not pass over a bridge, and what to do about it. */
public final class Crossings {

    private Crossings() {}

    /**
     * @param asked what is grouped or filtered: a metric, or a measure
     * @return empty when the path leads over no bridge, or the measure passes
     */
    public static Optional<ProblemException> refusal(String asked, MeasureUse use, DimensionPath path) {
        return path.crossing()
                .flatMap(crossing -> crossing.bridge()
                        .flatMap(bridge -> reason(use, path, crossing, bridge))
                        .map(reason -> problem(asked, path.name(), reason)));
    }

    private record Reason(String what, String remedy) {}

    private static ProblemException problem(String asked, String name, Reason reason) {
        return new ProblemException(CatalogProblem.OVER_BRIDGE, asked, name, reason.what(), reason.remedy());
    }

    private static Optional<Reason> reason(MeasureUse use, DimensionPath path, Join crossing, Bridge bridge) {
        String model = crossing.to().name();
        if (!bridge.passes(use.measure().aggregation())) {
            return Optional.of(new Reason(
                    model + " gives each " + bridge.to() + " a share of a row by weight, and a "
                            + use.measure().aggregation().word() + " is not made of shares",
                    "Ask for a sum, a count or an average; or define a second model over the same table with bridge: {rule: impact}, "
                            + "where each " + bridge.to() + " has the whole row."));
        }
        if (path.isTold()) {
            return Optional.of(new Reason(
                    path.name() + " is told from groups after they were made, and groups over " + model
                            + " do not add up",
                    "Group by one of the usual grains, or keep it as a column of its own."));
        }
        return versioned(path, crossing)
                .map(found -> new Reason(
                        found.name() + " keeps versions or partitions, which are those of the metric's time, and "
                                + model + " knows no time",
                        "Define a model of what holds now, with one row for each key, and lead to that."));
    }

    /** A model behind the bridge of whose rows the metric's time chooses. */
    private static Optional<SemanticModel> versioned(DimensionPath path, Join crossing) {
        List<Join> joins = path.joins();
        List<SemanticModel> before = Stream.concat(
                        Stream.of(joins.getFirst().from()),
                        joins.stream().limit(joins.indexOf(crossing)).map(Join::to))
                .toList();
        return joins.stream()
                .skip(joins.indexOf(crossing))
                .map(Join::to)
                .filter(model -> model.validity(Dimension.Validity.START).isPresent()
                        || model.dimensions().stream()
                                .filter(Dimension::partition)
                                .anyMatch(partition -> isSharedBy(before, partition)))
                .findFirst();
    }

    private static boolean isSharedBy(List<SemanticModel> before, Dimension partition) {
        return before.stream()
                .anyMatch(model -> model.dimension(partition.name())
                        .filter(Dimension::partition)
                        .isPresent());
    }

    /**
     * @param crossings where one row would meet several, in order
     */
    public static ProblemException undeclared(String asked, String name, List<Join> crossings) {
        return problem(
                asked,
                name,
                crossings.stream()
                        .filter(join -> join.bridge().isEmpty())
                        .findFirst()
                        .map(Crossings::undeclared)
                        .orElseGet(() -> several(crossings)));
    }

    private static Reason undeclared(Join join) {
        SemanticModel model = join.to();
        String from = join.key().name();
        return new Reason(
                "the way leads over " + model.name() + " (" + model.place() + "), where one " + from
                        + " may have several rows, and it does not say how measures pass from " + from,
                "Say it under config.meta.tidemark of " + model.name() + ": bridge: {from: " + from
                        + ", rule: impact} gives each group the whole value, bridge: {from: " + from
                        + ", weight: <column>} its share.");
    }

    private static Reason several(List<Join> crossings) {
        return new Reason(
                "the way leads over " + crossings.size() + " bridges, "
                        + crossings.stream()
                                .map(join -> join.to().name() + " (" + join.to().place() + ")")
                                .collect(Collectors.joining(" and "))
                        + "; measures pass over one",
                "Make one bridge of them: a table of the pairs of "
                        + crossings.getFirst().key().name() + " and what is behind "
                        + crossings.getLast().to().name() + ".");
    }
}
