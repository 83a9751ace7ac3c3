package dev.tidemark.router.internal;

import dev.tidemark.router.Span;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What stores answer to the plans of one decision, put together as it comes. */
final class Collected {

    private static final StoreAnswer NOTHING = new StoreAnswer(List.of(), List.of(), 0, 0, Duration.ZERO);

    private final Question question;
    private final Decision decision;
    private final Estimates estimates;
    private final Merge merge;
    private final List<Span> spans = new ArrayList<>();
    private long rows;
    private BigDecimal cost = BigDecimal.ZERO;

    Collected(Question question, Decision decision, Estimates estimates) {
        this.question = question;
        this.decision = decision;
        this.estimates = estimates;
        this.merge = new Merge(decision.group(), question.zone(), decision.way().stitched());
    }

    /** Takes in what was answered to each scan of a plan, and learns what it took. */
    void take(PartPlan plan, List<StoreAnswer> answers) {
        StoreName store = plan.part().store().name();
        long behind = 0;
        long bytes = 0;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < answers.size(); i++) {
            StoreAnswer answer = answers.get(i);
            long counted = merge.add(plan, i, answer);
            boolean counts = plan.scans().get(i).slots().isEmpty();
            behind = counts || i == 0 ? counted : behind;
            bytes += answer.bytesScanned();
            longest = longest.compareTo(answer.elapsed()) > 0 ? longest : answer.elapsed();
            cost = cost.add(estimates.actual(store, answer.bytesScanned(), answer.elapsed()));
        }
        rows += behind;
        Span span = plan.span(behind, bytes, longest, question.now());
        estimates.learn(SpanUse.of(span));
        spans.add(span);
    }

    /** Takes in that there is nothing, of which nothing is learned. */
    void takeNothing(PartPlan plan) {
        for (int i = 0; i < plan.scans().size(); i++) {
            merge.add(plan, i, NOTHING);
        }
    }

    /**
     * @param late rows that are not in it; empty when they are not known
     */
    Ran ran(OptionalLong late) {
        return new Ran(decision, merge.groups(), merge.keyTypes(), merge.leafTypes(), spans, rows, late, cost);
    }
}
