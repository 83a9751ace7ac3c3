package dev.tidemark.router.internal;

import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.export.ExportSettings;
import dev.tidemark.stores.StoreAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is made row by row. What has to be put together or in order is sorted first, in scratch files where it is too much
 * for memory: then every store has answered before the first row leaves. One query of one store in no particular order goes
 * straight through, once it is clear that it does not fit into memory.
 */
@SuppressWarnings("NullAway") // rows hold absent values; generics lose that
final class RowStream implements Delivery {

    private final Question question;
    private final Map<Series, SeriesPlan> plans;
    private final Attempt.Engine engine;
    private final Sealing sealing;
    private final ExportSettings limits;
    private final Branches branches;
    private final Runner runner;
    private final Table shape;
    private final Instant now;
    private final String id;
    private final List<Runnable> giveBack = new ArrayList<>();
    private final List<Runner.Running> running = new ArrayList<>();
    private final LateRows late;
    private final List<LateRows.Counting> counting = new ArrayList<>();
    private Iterator<List<@Nullable Object>> rows =
            List.<List<@Nullable Object>>of().iterator();
    private @Nullable Receipt sealed;

    private RowStream(
            Question question,
            Map<Series, SeriesPlan> plans,
            Branches branches,
            Attempt.Engine engine,
            Sealing sealing,
            LateRows late) {
        this.question = question;
        this.plans = plans;
        this.branches = branches;
        this.engine = engine;
        this.sealing = sealing;
        this.late = late;
        this.limits = engine.settings().exports();
        this.shape = new Table(question, plans, branches.untouched(), Map.of(), Spines.none(question));
        this.runner = new Runner(engine.settings(), limits.deadline());
        this.now = engine.clock().instant();
        this.id = ReceiptId.at(now);
    }

    /** Starts the queries, and waits until rows can leave. */
    static RowStream open(
            Question question,
            Map<Series, SeriesPlan> plans,
            List<Branches.Planned> planned,
            Attempt.Engine engine,
            Sealing sealing,
            LateRows late) {
        RowStream stream = new RowStream(question, plans, new Branches(question, planned), engine, sealing, late);
        try {
            stream.start();
            return stream;
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void start() {
        branches.planned().forEach(one -> counting.add(late.start(runner, one.late())));
        boolean unordered = question.query().orderBy().isEmpty()
                && question.query().limit() == null
                && question.masks().hashed().isEmpty();
        boolean straight =
                unordered && branches.size() == 1 && question.query().demands().minCompleteness() == null;
        GroupRows groups = new GroupRows(straight ? straight() : gathered(), branches, question, plans, shape);
        rows = unordered ? groups : ordered(groups);
    }

    /** Rows of the only branch, in the usual order if they fit into memory. */
    private Iterator<List<@Nullable Object>> straight() {
        RowPipe pipe = new RowPipe();
        giveBack.add(pipe::close);
        PartPlan plan = branches.planned().getFirst().plans().getFirst();
        running.add(runner.stream(plan, branches.sinks(plan, pipe), pipe::end, pipe::breakOff));
        List<List<@Nullable Object>> first = new ArrayList<>();
        while (first.size() < limits.rowsInMemory() && pipe.hasNext()) {
            first.add(pipe.next());
        }
        if (first.size() < limits.rowsInMemory()) {
            seal();
            first.sort(GroupRows.order(question.query().groupBy().size()));
            return first.iterator();
        }
        return new Then(first, pipe);
    }

    /** Rows of all branches, those of a group beside each other. */
    private Iterator<List<@Nullable Object>> gathered() {
        SortedRows sorted =
                new SortedRows(GroupRows.order(question.query().groupBy().size()), limits);
        giveBack.add(sorted::close);
        for (Branches.Planned one : branches.planned()) {
            for (PartPlan plan : one.plans()) {
                running.add(runner.stream(plan, branches.sinks(plan, sorted::add), () -> {}, () -> {}));
            }
        }
        seal();
        return sorted.rows();
    }

    /** In the order that was asked for, cut to the limit. */
    private Iterator<List<@Nullable Object>> ordered(Iterator<List<@Nullable Object>> groups) {
        SortedRows sorted = new SortedRows(shape.order(), limits);
        giveBack.add(sorted::close);
        groups.forEachRemaining(sorted::add);
        Integer most = question.query().limit();
        return most == null ? sorted.rows() : new Cut(sorted.rows(), most);
    }

    private static final class Then implements Iterator<List<@Nullable Object>> {

        private final Iterator<List<@Nullable Object>> first;
        private final Iterator<List<@Nullable Object>> second;

        Then(List<List<@Nullable Object>> first, Iterator<List<@Nullable Object>> second) {
            this.first = first.iterator();
            this.second = second;
        }

        @Override
        public boolean hasNext() {
            return first.hasNext() || second.hasNext();
        }

        @Override
        public List<@Nullable Object> next() {
            return first.hasNext() ? first.next() : second.next();
        }
    }

    private static final class Cut implements Iterator<List<@Nullable Object>> {

        private final Iterator<List<@Nullable Object>> rows;
        private int left;

        Cut(Iterator<List<@Nullable Object>> rows, int most) {
            this.rows = rows;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && rows.hasNext();
        }

        @Override
        public List<@Nullable Object> next() {
            left--;
            return rows.next();
        }
    }

    @Override
    public String receiptId() {
        return id;
    }

    @Override
    public List<AnswerColumn> columns() {
        return shape.columns();
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public List<@Nullable Object> next() {
        return shape.shown(rows.next());
    }

    @Override
    public Receipt receipt() {
        try {
            return seal();
        } catch (Runner.StoreAway e) {
            throw e.problem(); // rows have left, so that no other way can be taken
        }
    }

    /** Waits for the stores; what they failed with is thrown here. */
    private Receipt seal() {
        Receipt known = sealed;
        if (known == null) {
            Map<PartPlan, List<StoreAnswer>> answers = new IdentityHashMap<>();
            running.forEach(part -> answers.put(part.plan(), runner.await(part)));
            List<Ran> all = new ArrayList<>();
            for (int i = 0; i < branches.planned().size(); i++) {
                all.add(branches.ended(
                        branches.planned().get(i), answers, late.counted(runner, counting.get(i)), engine.estimates()));
            }
            known = sealing.seal(id, now, branches.decisions(), all, sealing.definitions(), Receipt.MISS);
            sealed = known;
        }
        return known;
    }

    @Override
    public Receipt unfinished() {
        Receipt known = sealed;
        Duration took = Duration.between(now, engine.clock().instant());
        return known != null
                ? known
                : sealing.unfinished(id, now, branches.decisions(), branches.soFar(took), sealing.definitions());
    }

    @Override
    public void close() {
        giveBack.forEach(Runnable::run);
        runner.close();
    }
}
