package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Chosen;
import dev.tidemark.router.Completeness;
import dev.tidemark.router.Cost;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Exactness;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.Span;
import dev.tidemark.router.cache.BoundedCache;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One go at a question, with the stores that are not known to be away: plan, choose, run, merge, seal. */
final class Attempt {

    /** When an event was appended to the log; the column that tells late rows. */
    private static final String ARRIVAL = "appended_at";

    private static final int RATIO_DIGITS = 4;

    private final Question question;
    private final Asker asker;
    private final Map<StoreName, Store> stores;
    private final Set<StoreName> away;
    private final States states;
    private final Engine engine;
    private final Map<Series, SeriesPlan> plans = new LinkedHashMap<>();
    private final List<Attempt> parts;

    /** What outlives a question. */
    record Engine(
            RouterSettings settings,
            Estimates estimates,
            PlanCache plans,
            BoundedCache<AnswerKey, KeptAnswer> answers,
            Gate gate,
            ShadowRuns shadows,
            Clock clock) {

        Engine behind(Gate other) {
            return new Engine(settings, estimates, plans, answers, other, shadows, clock);
        }
    }

    Attempt(
            Question question,
            Asker asker,
            Map<StoreName, Store> stores,
            Set<StoreName> away,
            States states,
            Engine engine) {
        this.question = question;
        this.asker = asker;
        this.stores = stores;
        this.away = away;
        this.states = states;
        this.engine = engine;
        question.series().forEach(series -> plans.put(series, SeriesPlan.of(question, series)));
        this.parts = question.parts().stream()
                .map(part -> new Attempt(part, asker, stores, away, states, engine))
                .toList();
    }

    Explanation explain() {
        List<Decision> decisions = decide();
        List<Span> spans = new ArrayList<>();
        List<Ran> empty = new ArrayList<>();
        for (Decision decision : decisions) {
            List<PartPlan> plans = plans(decision);
            plans.forEach(plan -> spans.add(plan.span(0, 0, Duration.ZERO, question.now())));
            Merge merge =
                    new Merge(decision.group(), question.zone(), decision.way().stitched());
            for (int i = 0; i < plans.getFirst().scans().size(); i++) {
                merge.add(plans.getFirst(), i, new StoreAnswer(List.of(), List.of(), 0, 0, Duration.ZERO));
            }
            empty.add(new Ran(
                    decision,
                    merge.groups(),
                    merge.keyTypes(),
                    merge.leafTypes(),
                    List.of(),
                    0,
                    OptionalLong.empty(),
                    BigDecimal.ZERO));
        }
        List<AnswerColumn> columns = without(empty).columns();
        return new Explanation(
                columns,
                freshThrough(decisions),
                holdingBack(decisions, decision -> lacks(decision, OptionalLong.of(0))).stream()
                        .map(decision -> completeThrough(decision, OptionalLong.of(0)))
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                definitions(),
                spans,
                chosen(decisions),
                rejected(decisions),
                new Cost(estimate(decisions), null, engine.estimates().currency(), asker.team()),
                notices(decisions, OptionalLong.empty()),
                question.policies());
    }

    /** The table before anything was read. */
    private Table without(List<Ran> empty) {
        return parts.isEmpty()
                ? new Table(question, plans, empty, Map.of(), Spines.none(question))
                : new Combination(
                                question,
                                parts.stream().map(part -> part.without(empty)).toList())
                        .table();
    }

    Answer answer() {
        List<Decision> decisions = decide();
        Optional<AnswerKey> key = key(decisions);
        Optional<KeptAnswer> kept = key.flatMap(found -> engine.answers().find(found));
        if (kept.isPresent()) {
            List<Ran> all = again(decisions, kept.get());
            Receipt receipt = seal(decisions, all, List.copyOf(definitions()), Receipt.HIT);
            return new Answer(kept.get().columns(), kept.get().rows(), receipt);
        }
        Gathered gathered = gather(decisions);
        Table table = gathered.table();
        Receipt receipt = seal(gathered.decisions(), gathered.all(), gathered.definitions(), Receipt.MISS);
        Answer answer = new Answer(table.columns(), table.rows(), receipt);
        key.ifPresent(
                found -> engine.answers().keep(found, new KeptAnswer(answer.columns(), answer.rows(), gathered.all())));
        engine.shadows().offer(this, question, decisions);
        return answer;
    }

    /** The rows of a question asked once more, behind another gate, of tables in the given states. */
    List<List<@Nullable Object>> rows(MetricQuery query, Gate gate, States seen) {
        Question again = new Resolver(question.catalog(), question.ruling()).resolve(query, question.now());
        Attempt shadow = new Attempt(again, asker, stores, Set.of(), seen, engine.behind(gate));
        return shadow.gather(shadow.decide()).table().rows();
    }

    /** Filters that ask for other metrics read more than the parts say, so their answers are not kept. */
    private Optional<AnswerKey> key(List<Decision> decisions) {
        return parts.isEmpty() && references().isEmpty() && spineReader().needsNothing()
                ? AnswerKey.of(
                        question,
                        decisions.stream()
                                .flatMap(decision -> plans(decision).stream())
                                .toList())
                : Optional.empty();
    }

    /** Late rows are counted anew: they arrive without any snapshot changing. */
    private List<Ran> again(List<Decision> decisions, KeptAnswer kept) {
        List<Ran> all = new ArrayList<>();
        try (Runner runner = new Runner(engine.settings())) {
            List<Optional<Runner.Running>> late = decisions.stream()
                    .map(decision -> latePlan(decision).map(runner::start))
                    .toList();
            for (int i = 0; i < decisions.size(); i++) {
                all.add(kept.all().get(i).again(decisions.get(i), late(runner, late.get(i))));
            }
        }
        return all;
    }

    /** Everything that the stores said about a question, and about the questions in its filters. */
    private record Gathered(Table table, List<Decision> decisions, List<Ran> all, List<DefinitionUse> definitions) {}

    private Gathered gather(List<Decision> decisions) {
        return parts.isEmpty() ? gatherWhole(decisions) : gatherParts();
    }

    private Gathered gatherParts() {
        List<Gathered> all =
                parts.stream().map(part -> part.gather(part.decide())).toList();
        return new Gathered(
                new Combination(question, all.stream().map(Gathered::table).toList()).table(),
                all.stream().flatMap(part -> part.decisions().stream()).toList(),
                all.stream().flatMap(part -> part.all().stream()).toList(),
                all.stream()
                        .flatMap(part -> part.definitions().stream())
                        .distinct()
                        .toList());
    }

    private Gathered gatherWhole(List<Decision> decisions) {
        List<Decision> allDecisions = new ArrayList<>(decisions);
        Set<DefinitionUse> definitions = new LinkedHashSet<>(definitions());
        List<Ran> innerRan = new ArrayList<>();
        Map<String, Lookup> lookups = new HashMap<>();
        for (String name : references()) {
            Attempt inner = referenced(name);
            Gathered found = inner.gather(inner.decide());
            lookups.put(name, found.table().lookup());
            innerRan.addAll(found.all());
            allDecisions.addAll(found.decisions());
            definitions.addAll(found.definitions());
        }
        SpineReader reader = spineReader();
        Spines spines = reader.read();
        List<Ran> own = run(decisions);
        if (!own.isEmpty()) {
            own.set(0, own.getFirst().withSpans(reader.spans()));
        }
        Table table = new Table(question, plans, own, lookups, spines);
        own.addAll(innerRan);
        return new Gathered(table, allDecisions, own, List.copyOf(definitions));
    }

    private SpineReader spineReader() {
        return new SpineReader(question, plans.values(), stores, states, engine);
    }

    private Set<String> references() {
        Set<String> names = new LinkedHashSet<>();
        for (SeriesPlan plan : plans.values()) {
            plan.rowFilters()
                    .forEach(filter -> filter.condition().names().stream()
                            .filter(name -> Filter.metricReference(name).isPresent())
                            .forEach(names::add));
        }
        return names;
    }

    private Attempt referenced(String name) {
        Filter.MetricReference reference = Filter.metricReference(name).orElseThrow();
        MetricQuery query = MetricQuery.of(
                        question.query().workspace(), reference.metric().value())
                .withGroupBy(reference.groupBy().toArray(String[]::new))
                .withTimeZone(question.zone().getId())
                .withRoute(question.query().route())
                .withDemands(question.query().demands())
                .withPurpose(question.query().purpose());
        Question inner = new Resolver(question.catalog(), question.ruling().rowsOnly()).resolve(query, question.now());
        return new Attempt(inner, asker, stores, away, states, engine);
    }

    private List<Ran> run(List<Decision> decisions) {
        List<Ran> all = new ArrayList<>();
        try (Runner runner = new Runner(engine.settings())) {
            List<List<Runner.Running>> running = new ArrayList<>();
            List<Optional<Runner.Running>> late = new ArrayList<>();
            for (Decision decision : decisions) {
                running.add(plans(decision).stream().map(runner::start).toList());
                late.add(latePlan(decision).map(runner::start));
            }
            for (int i = 0; i < decisions.size(); i++) {
                all.add(gather(runner, decisions.get(i), running.get(i), late.get(i)));
            }
        }
        return all;
    }

    private record GroupKey(String model, String time, Reading reading, Optional<Leaf.Following> following) {}

    private List<Decision> decide() {
        if (!parts.isEmpty()) {
            return parts.stream().flatMap(part -> part.decide().stream()).toList();
        }
        Map<GroupKey, ModelGroup> groups = new LinkedHashMap<>();
        for (SeriesPlan plan : plans.values()) {
            Leaf leaf = plan.series().leaf();
            String model = leaf.use().model().name();
            String time = leaf.use().measure().timeDimension();
            GroupKey key = new GroupKey(model, time, plan.reading(), leaf.following());
            ModelGroup old = groups.get(key);
            Set<Leaf> leaves = new LinkedHashSet<>(old == null ? List.of() : old.leaves());
            leaves.add(leaf);
            groups.put(key, new ModelGroup(leaf.use().model(), time, plan.reading(), List.copyOf(leaves)));
        }
        return groups.values().stream()
                .map(group -> new Chooser(question, group, stores, away, states, engine).choose())
                .toList();
    }

    private List<PartPlan> plans(Decision decision) {
        boolean stitched = decision.way().stitched();
        return decision.way().parts().stream()
                .map(part -> PartPlan.of(question, decision.group(), part, stitched, engine.settings(), engine.plans()))
                .toList();
    }

    /** Nobody can say how many rows are late when the real-time store is away or lacks a column. */
    private Optional<PartPlan> latePlan(Decision decision) {
        Optional<Part> batch = decision.way().parts().stream()
                .filter(part -> !part.store().name().equals(StoreName.REALTIME))
                .findFirst();
        Store realtime = stores.get(StoreName.REALTIME);
        if (batch.isEmpty() || realtime == null || away.contains(StoreName.REALTIME)) {
            return Optional.empty();
        }
        Instant tide = batch.get().state().completeThrough();
        Instant boundary = decision.way().stitched() ? batch.get().boundary() : tide;
        boolean untold = decision.group().followsRows();
        if (untold || !decision.group().reading().span().startsBefore(boundary)) {
            return Optional.empty();
        }
        try {
            return decision.group().model().binding(StoreName.REALTIME.word()).flatMap(binding -> {
                Part part = new Part(
                        binding,
                        realtime,
                        states,
                        states.of(realtime, binding.table()),
                        decision.group().reading().span());
                boolean countable = part.state().columns().stream()
                                .anyMatch(column -> column.name().equals(ARRIVAL))
                        && Scans.missing(question, decision.group(), part).isEmpty();
                return countable
                        ? Optional.of(PartPlan.late(
                                question,
                                decision.group(),
                                part,
                                boundary,
                                tide,
                                ARRIVAL,
                                engine.settings(),
                                engine.plans()))
                        : Optional.empty();
            });
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Ran gather(
            Runner runner, Decision decision, List<Runner.Running> running, Optional<Runner.Running> latePart) {
        Merge merge =
                new Merge(decision.group(), question.zone(), decision.way().stitched());
        List<Span> spans = new ArrayList<>();
        long rows = 0;
        BigDecimal cost = BigDecimal.ZERO;
        for (Runner.Running part : running) {
            List<StoreAnswer> answers = runner.await(part);
            StoreName store = part.plan().part().store().name();
            long partRows = 0;
            long bytes = 0;
            Duration longest = Duration.ZERO;
            for (int i = 0; i < answers.size(); i++) {
                StoreAnswer answer = answers.get(i);
                long behind = merge.add(part.plan(), i, answer);
                boolean counts = part.plan().scans().get(i).slots().isEmpty();
                partRows = counts || i == 0 ? behind : partRows;
                bytes += answer.bytesScanned();
                longest = longest.compareTo(answer.elapsed()) > 0 ? longest : answer.elapsed();
                cost = cost.add(engine.estimates().actual(store, answer.bytesScanned(), answer.elapsed()));
            }
            rows += partRows;
            Span span = part.plan().span(partRows, bytes, longest, question.now());
            engine.estimates().learn(SpanUse.of(span));
            spans.add(span);
        }
        return new Ran(
                decision,
                merge.groups(),
                merge.keyTypes(),
                merge.leafTypes(),
                spans,
                rows,
                late(runner, latePart),
                cost);
    }

    private static OptionalLong late(Runner runner, Optional<Runner.Running> part) {
        if (part.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(runner.await(part.get()).stream()
                    .flatMap(answer -> answer.rows().stream())
                    .mapToLong(row -> row.getFirst() instanceof Number count ? count.longValue() : 0)
                    .sum());
        } catch (ProblemException | Runner.StoreAway e) {
            return OptionalLong.empty(); // the answer stands without it, and its receipt says so
        }
    }

    private Receipt seal(List<Decision> decisions, List<Ran> all, List<DefinitionUse> definitions, String cache) {
        Instant now = engine.clock().instant();
        Instant complete = holdingBack(all, ran -> lacks(ran.decision(), ran.late())).stream()
                .map(ran -> completeThrough(ran.decision(), ran.late()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Completeness completeness = complete.isAfter(Instant.EPOCH) ? completeness(all) : Completeness.UNKNOWN;
        BigDecimal demanded = question.query().demands().minCompleteness();
        if (demanded != null && completeness.ratio().compareTo(demanded) < 0) {
            throw new ProblemException(
                            RoutingProblem.NOT_COMPLETE_ENOUGH,
                            completeness.ratio().toPlainString(),
                            completeness.lateRowsPending(),
                            demanded.toPlainString())
                    .withFault("/demands/min_completeness", completeness.ratio().toPlainString());
        }
        BigDecimal actual = all.stream().map(Ran::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        OptionalLong late = completeness.lateRowsPending() == null
                ? OptionalLong.empty()
                : OptionalLong.of(completeness.lateRowsPending());
        return new Receipt(
                ReceiptId.at(now),
                now,
                freshThrough(decisions),
                complete,
                completeness,
                Exactness.EXACT,
                definitions,
                all.stream().flatMap(ran -> ran.spans().stream()).toList(),
                chosen(decisions),
                rejected(decisions),
                new Cost(estimate(decisions), actual, engine.estimates().currency(), asker.team()),
                notices(decisions, late),
                question.policies(),
                cache);
    }

    /** Late rows are accepted but not in, so a stitched answer is complete only up to the boundary unless there are none. */
    private static Instant completeThrough(Decision decision, OptionalLong late) {
        Way way = decision.way();
        boolean none = late.isPresent() && late.getAsLong() == 0;
        return way.stitched() && !none ? way.parts().getFirst().state().completeThrough() : way.freshThrough();
    }

    /** Whether something of the asked range is not in: its end, or rows that came late. */
    private static boolean lacks(Decision decision, OptionalLong late) {
        return !decision.way().staleness().isZero() || late.orElse(1) > 0;
    }

    /** Those that lack something. What reaches past the end of its range, as a year ago does, does not hold the others back. */
    private static <T> List<T> holdingBack(List<T> all, Predicate<T> lacks) {
        List<T> lacking = all.stream().filter(lacks).toList();
        return lacking.isEmpty() ? all : lacking;
    }

    private static Instant freshThrough(List<Decision> decisions) {
        return holdingBack(decisions, decision -> lacks(decision, OptionalLong.of(0))).stream()
                .map(decision -> decision.way().freshThrough())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Completeness completeness(List<Ran> all) {
        long rows = all.stream().mapToLong(Ran::rows).sum();
        boolean batch = all.stream()
                .flatMap(ran -> ran.spans().stream())
                .anyMatch(span -> !span.store().equals(StoreName.REALTIME.word()));
        boolean counted = !batch || all.stream().allMatch(ran -> ran.late().isPresent() || onlyRealtime(ran));
        long late = all.stream().mapToLong(ran -> ran.late().orElse(0)).sum();
        BigDecimal ratio = rows + late == 0
                ? BigDecimal.ONE.setScale(RATIO_DIGITS)
                : BigDecimal.valueOf(rows).divide(BigDecimal.valueOf(rows + late), RATIO_DIGITS, RoundingMode.DOWN);
        @Nullable Long pending = counted ? Long.valueOf(late) : null;
        return new Completeness(ratio, counted ? "heartbeats" : vouchedBy(all), pending);
    }

    private static String vouchedBy(List<Ran> all) {
        return all.stream()
                .flatMap(ran -> ran.decision().way().parts().stream())
                .map(part -> part.store().vouchedBy())
                .distinct()
                .map(word -> word.equals("heartbeats") ? "heartbeats without late rows" : word)
                .collect(Collectors.joining(", "));
    }

    private static boolean onlyRealtime(Ran ran) {
        return ran.spans().stream().allMatch(span -> span.store().equals(StoreName.REALTIME.word()));
    }

    /** Those of the metrics asked for, and of all they build on. */
    private List<DefinitionUse> definitions() {
        MetricCatalog catalog = question.catalog();
        return question.outputs().stream()
                .flatMap(output -> catalog.lineage(output.metric()).stream())
                .distinct()
                .map(metric -> new DefinitionUse(metric.name().value(), metric.version(), catalog.commit()))
                .toList();
    }

    private static BigDecimal estimate(List<Decision> decisions) {
        return decisions.stream().map(decision -> decision.way().estimate()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Chosen> chosen(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> new Chosen(decision.way().label(), decision.why()))
                .toList();
    }

    private static List<Rejected> rejected(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.rejected().stream())
                .distinct()
                .toList();
    }

    private List<Notice> notices(List<Decision> decisions, OptionalLong late) {
        List<Notice> notices = new ArrayList<>(question.notices());
        decisions.forEach(decision -> notices.addAll(decision.notices()));
        if (late.isPresent() && late.getAsLong() > 0) {
            notices.add(Notice.of(
                    "late-rows",
                    late.getAsLong() + " late rows are not in the answer; the next batch run takes them in"));
        }
        return notices.stream().distinct().toList();
    }
}
