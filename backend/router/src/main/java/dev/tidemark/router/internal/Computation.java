package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlFlavor;
import java.util.List;
import java.util.Optional;

/** What a part has to compute for a leaf: from its rows, or from the sums of a rollup. */
final class Computation {

    private final ModelGroup group;
    private final boolean pinot;
    private final Optional<RollupFit> rollup;

    Computation(Question question, ModelGroup group, Part part) {
        this.group = group;
        this.pinot = part.store().flavor() == SqlFlavor.PINOT;
        this.rollup = part.binding().rollup().map(found -> new RollupFit(question, group, found));
    }

    /** Whether single rows are gone. */
    boolean fromRollup() {
        return rollup.isPresent();
    }

    /**
     * @param mergeable whether what comes is put together with what other parts have
     */
    ScanKind kind(Leaf leaf, boolean mergeable) {
        if (rollup.isPresent()) {
            RollupFit.Summed summed = summed(leaf);
            return new ScanKind.Summed(summed.rest(), summed.sum().rows());
        }
        if (leaf.following().isPresent()) {
            return isListed(leaf, mergeable) ? new ScanKind.Distinct(leaf) : new ScanKind.Present(leaf.filters(), leaf);
        }
        Aggregation aggregation = leaf.measured().aggregation();
        boolean extreme = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
        if (isListed(leaf, mergeable)) {
            return new ScanKind.Distinct(leaf);
        }
        // Pinot's aggregates do not skip absent values, and its least value would be the stand-in for them.
        return pinot && extreme ? new ScanKind.Present(leaf.filters(), leaf) : new ScanKind.Together(leaf.filters());
    }

    /** Distinct values that are put together come as such; percentiles always do, so that they are exact everywhere. */
    private boolean isListed(Leaf leaf, boolean mergeable) {
        return switch (leaf.measured().aggregation()) {
            case COUNT_DISTINCT -> mergeable || group.reading().reduced();
            case MEDIAN, PERCENTILE -> true;
            default -> false;
        };
    }

    /** What has to be computed for a leaf; the decoder knows the same order. */
    List<Function> functions(Leaf leaf) {
        if (rollup.isPresent()) {
            return switch (leaf.measured().aggregation()) {
                case MIN -> List.of(Function.MIN);
                case MAX -> List.of(Function.MAX);
                default -> List.of(Function.SUM);
            };
        }
        SqlExpression expression = leaf.measured().expression();
        boolean constant = expression.isConstant();
        boolean checked = pinot && expression.isName();
        return switch (leaf.measured().aggregation()) {
            case COUNT -> List.of(constant ? Function.ROWS : Function.COUNT);
            case SUM -> {
                if (constant && expression.text().strip().equals("1")) {
                    yield List.of(Function.ROWS);
                }
                yield checked ? List.of(Function.SUM, Function.COUNT) : List.of(Function.SUM);
            }
            case SUM_BOOLEAN -> List.of(Function.SUM);
            case AVERAGE -> List.of(Function.SUM, Function.COUNT);
            case MIN -> List.of(Function.MIN);
            case MAX -> List.of(Function.MAX);
            case MEDIAN, PERCENTILE -> throw new IllegalStateException("percentiles come as values");
            case COUNT_DISTINCT ->
                checked ? List.of(Function.COUNT_DISTINCT, Function.COUNT_NULLS) : List.of(Function.COUNT_DISTINCT);
        };
    }

    /** The expression that is aggregated. */
    Value value(Leaf leaf) {
        if (rollup.isPresent()) {
            return new Value(PartTables.MAIN, summed(leaf).sum().column());
        }
        return new Value(
                leaf.following().isPresent() ? FollowingRows.FOLLOWING : PartTables.MAIN,
                leaf.measured().expression());
    }

    /** How many rows were summed up, where they were. */
    Optional<Value> rows(Leaf leaf) {
        return rollup.map(fit -> new Value(PartTables.MAIN, summed(leaf).sum().rows()));
    }

    private RollupFit.Summed summed(Leaf leaf) {
        return rollup.flatMap(fit -> fit.summed(leaf))
                .orElseThrow(() -> new Lacking("a sum of " + leaf.measured().name()));
    }

    /** What the table's rows still have to fulfil for a leaf. */
    List<Filter> filters(Leaf leaf) {
        return rollup.isPresent() ? summed(leaf).rest() : leaf.filters();
    }
}
