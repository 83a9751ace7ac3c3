package dev.tidemark.router.internal;

import dev.tidemark.router.Span;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All queries of a stream, and what is known of them while they run. */
final class Branches {

    /** How one model's part of the question is answered, and what counts its late rows. */
    record Planned(Decision decision, List<PartPlan> plans, Optional<PartPlan> late) {
        Planned {
            plans = List.copyOf(plans);
        }
    }

    private record Cell(int decision, Leaf leaf) {}

    private final Question question;
    private final List<Planned> planned;
    private final List<Branch> all = new ArrayList<>();
    private final Map<PartPlan, List<Branch>> ofPlan = new IdentityHashMap<>();
    private final Map<Cell, Integer> cells = new HashMap<>();

    Branches(Question question, List<Planned> planned) {
        this.question = question;
        this.planned = List.copyOf(planned);
        for (int i = 0; i < planned.size(); i++) {
            for (PartPlan plan : planned.get(i).plans()) {
                List<Branch> own = new ArrayList<>();
                for (int scan = 0; scan < plan.scans().size(); scan++) {
                    Branch branch = new Branch(all.size(), planned.get(i).decision(), plan, scan, cells(i, plan, scan));
                    own.add(branch);
                    all.add(branch);
                }
                ofPlan.put(plan, own);
            }
        }
    }

    private int[] cells(int decision, PartPlan plan, int scan) {
        return plan.scans().get(scan).slots().stream()
                .mapToInt(slot -> cells.computeIfAbsent(new Cell(decision, slot.leaf()), _ -> cells.size()))
                .toArray();
    }

    List<Planned> planned() {
        return planned;
    }

    List<Decision> decisions() {
        return planned.stream().map(Planned::decision).toList();
    }

    int size() {
        return all.size();
    }

    /** How much there is to know of a group. */
    int cellCount() {
        return cells.size();
    }

    /** Where the values of a series are in a group. */
    int cell(Series series, SeriesPlan plan) {
        for (int i = 0; i < planned.size(); i++) {
            Integer cell = cells.get(new Cell(i, series.leaf()));
            if (cell != null && planned.get(i).decision().group().reading().equals(plan.reading())) {
                return cell;
            }
        }
        throw new IllegalArgumentException("no branch reads " + series);
    }

    /** The branch of a row in the form in which rows are compared. */
    Branch of(List<@Nullable Object> row) {
        return row.getLast() instanceof Long number ? all.get(number.intValue()) : all.getFirst();
    }

    /** What takes the rows of a plan's scans. */
    @SuppressWarnings("NullAway") // rows hold absent values; lambdas over generics lose that
    IntFunction<RowSink> sinks(PartPlan plan, RowSink next) {
        ZoneId zone = question.zone();
        return scan -> {
            Branch branch = ofPlan.getOrDefault(plan, List.of()).get(scan);
            return row -> {
                List<@Nullable Object> taken = branch.taken(row, zone);
                if (taken != null) {
                    next.take(taken);
                }
            };
        };
    }

    /** Nothing but what types the values have. */
    List<Ran> untouched() {
        return planned.stream()
                .map(one -> ran(one, List.of(), OptionalLong.empty(), BigDecimal.ZERO))
                .toList();
    }

    /** What there was so far of queries that did not end, or not well. */
    List<Ran> soFar(Duration took) {
        return planned.stream()
                .map(one -> ran(
                        one,
                        one.plans().stream()
                                .map(plan -> plan.span(rows(plan), 0, took, question.now()))
                                .toList(),
                        OptionalLong.empty(),
                        BigDecimal.ZERO))
                .toList();
    }

    /** What the stores said of one part of the question; their estimates learn from it. */
    Ran ended(Planned one, Map<PartPlan, List<StoreAnswer>> answers, OptionalLong late, Estimates estimates) {
        List<Span> spans = new ArrayList<>();
        BigDecimal cost = BigDecimal.ZERO;
        for (PartPlan plan : one.plans()) {
            Duration longest = Duration.ZERO;
            long bytes = 0;
            for (StoreAnswer answer : answers.getOrDefault(plan, List.of())) {
                longest = longest.compareTo(answer.elapsed()) > 0 ? longest : answer.elapsed();
                bytes += answer.bytesScanned();
                cost = cost.add(estimates.actual(plan.part().store().name(), answer.bytesScanned(), answer.elapsed()));
            }
            Span span = plan.span(rows(plan), bytes, longest, question.now());
            estimates.learn(SpanUse.of(span));
            spans.add(span);
        }
        return ran(one, spans, late, cost);
    }

    /** A scan that only counts says how many rows there are; without one the first does. */
    private long rows(PartPlan plan) {
        List<Branch> own = ofPlan.getOrDefault(plan, List.of());
        return own.stream()
                .filter(Branch::counts)
                .findFirst()
                .orElse(own.getFirst())
                .behind();
    }

    private Ran ran(Planned one, List<Span> spans, OptionalLong late, BigDecimal cost) {
        Map<Leaf, SqlType> leafTypes = new HashMap<>();
        List<SqlType> keyTypes = List.of();
        long rows = 0;
        for (PartPlan plan : one.plans()) {
            rows += rows(plan);
            for (Branch branch : ofPlan.getOrDefault(plan, List.of())) {
                if (!branch.counts()) {
                    keyTypes = branch.keyTypes();
                    branch.planned().slots().forEach(slot -> leafTypes.put(slot.leaf(), branch.type(slot)));
                }
            }
        }
        return new Ran(one.decision(), Map.of(), keyTypes, leafTypes, spans, rows, late, cost);
    }
}
