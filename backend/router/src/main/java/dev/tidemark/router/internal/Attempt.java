package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Asker;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Span;
import dev.tidemark.router.cache.BoundedCache;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One go at a question, with the stores that are not known to be away: plan, choose, run, merge, seal. */
final class Attempt {

    private final Question question;
    private final Asker asker;
    private final Map<StoreName, Store> stores;
    private final Set<StoreName> away;
    private final States states;
    private final Engine engine;
    private final Map<Series, SeriesPlan> plans = new LinkedHashMap<>();
    private final List<Attempt> parts;
    private final LateRows late;
    private final Sealing sealing;
    private final Map<Decision, List<PartPlan>> planned = new IdentityHashMap<>();
    private @Nullable List<Decision> decided;

    /** What outlives a question. */
    record Engine(
            RouterSettings settings,
            Estimates estimates,
            PlanCache plans,
            BoundedCache<AnswerKey, KeptAnswer> answers,
            SharedFlights<AnswerKey, KeptAnswer> flights,
            LateCounts lateCounts,
            Gate gate,
            ShadowRuns shadows,
            KnownIncidents incidents,
            Clock clock) {

        Engine with(Estimates other) {
            return new Engine(settings, other, plans, answers, flights, lateCounts, gate, shadows, incidents, clock);
        }

        Engine behind(Gate other) {
            return new Engine(
                    settings, estimates, plans, answers, flights, lateCounts, other, shadows, incidents, clock);
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
        this.late = new LateRows(question, stores, away, states, engine);
        this.sealing = new Sealing(question, asker, engine);
    }

    Explanation explain() {
        List<Decision> decisions = decide();
        List<Span> spans = new ArrayList<>();
        List<Ran> empty = new ArrayList<>();
        for (Decision decision : decisions) {
            List<PartPlan> plans = plans(decision);
            plans.forEach(plan -> spans.add(plan.span(0, 0, Duration.ZERO, question.now())));
            Collected nothing = new Collected(question, decision, engine.estimates());
            nothing.takeNothing(plans.getFirst());
            empty.add(nothing.ran(OptionalLong.empty()));
        }
        List<AnswerColumn> columns = without(empty).columns();
        return new Explanation(
                columns,
                Sealing.freshThrough(decisions),
                Sealing.completeThroughAtBest(decisions),
                sealing.definitions(),
                spans,
                Sealing.chosen(decisions),
                Sealing.rejected(decisions),
                sealing.cost(decisions, null),
                sealing.notices(decisions, OptionalLong.empty()),
                question.policies());
    }

    /** The table before anything was read. */
    private Table without(List<Ran> empty) {
        return parts.isEmpty()
                ? new Table(question, plans, empty, Map.of(), Spines.none(question))
                : new Combination(
                                question,
                                parts.stream().map(part -> part.without(empty)).toList(),
                                engine.settings().maxRows())
                        .table();
    }

    Answer answer() {
        List<Decision> decisions = decide();
        Optional<AnswerKey> key = key(decisions);
        if (key.isEmpty()) {
            Gathered gathered = gather(decisions);
            engine.shadows().offer(this, question, decisions);
            return fresh(gathered, gathered.kept());
        }
        Optional<KeptAnswer> kept = engine.answers().find(key.get());
        return kept.isPresent() ? again(decisions, kept.get()) : shared(decisions, key.get());
    }

    /** Who asks what others are asking right now waits for theirs. */
    private Answer shared(List<Decision> decisions, AnswerKey key) {
        AtomicReference<@Nullable Gathered> own = new AtomicReference<>();
        KeptAnswer kept = engine.flights().share(key, () -> {
            Gathered gathered = gather(decisions);
            own.set(gathered);
            KeptAnswer made = gathered.kept();
            engine.answers().keep(key, made);
            return made;
        });
        Gathered gathered = own.get();
        if (gathered == null) {
            return again(decisions, kept);
        }
        engine.shadows().offer(this, question, decisions);
        return fresh(gathered, kept);
    }

    private Answer again(List<Decision> decisions, KeptAnswer kept) {
        Receipt receipt = sealing.seal(decisions, counted(decisions, kept), sealing.definitions(), Receipt.HIT);
        return new Answer(kept.columns(), kept.rows(), receipt);
    }

    private Answer fresh(Gathered gathered, KeptAnswer kept) {
        Receipt receipt = sealing.seal(gathered.decisions(), gathered.all(), gathered.definitions(), Receipt.MISS);
        return new Answer(kept.columns(), kept.rows(), receipt);
    }

    /** The answer, with rows that are taken one by one; made whole first where that cannot be. */
    Delivery deliver() {
        List<Decision> decisions = decide();
        boolean again = key(decisions).flatMap(engine.answers()::find).isPresent();
        if (again || !streams(decisions)) {
            return new Delivery.Whole(answer());
        }
        List<Branches.Planned> planned = decisions.stream()
                .map(decision -> new Branches.Planned(decision, streams(decision), late.plan(decision)))
                .toList();
        return RowStream.open(question, plans, planned, engine, sealing, late);
    }

    /** The plans of a decision, for more rows than an answer has where the store hands them over one by one. */
    private List<PartPlan> streams(Decision decision) {
        boolean stitched = decision.way().stitched();
        return decision.way().parts().stream()
                .map(part -> PartPlan.of(
                        question,
                        decision.group(),
                        part,
                        stitched,
                        PartPlan.streaming(part.store(), engine.settings()),
                        engine.plans()))
                .toList();
    }

    /** Whether each row of the answer can be made from rows of its own group. */
    private boolean streams(List<Decision> decisions) {
        return question.content() instanceof Question.Content.Metrics
                && !question.query().groupBy().isEmpty()
                && references().isEmpty()
                && spineReader().needsNothing()
                && plans.values().stream().allMatch(plan -> plan.streams(question))
                && decisions.stream()
                        .flatMap(decision -> plans(decision).stream())
                        .flatMap(plan -> plan.scans().stream())
                        .noneMatch(PlannedScan::values);
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
    private List<Ran> counted(List<Decision> decisions, KeptAnswer kept) {
        List<Ran> all = new ArrayList<>();
        try (Runner runner = new Runner(engine.settings())) {
            List<LateRows.Counting> counting = decisions.stream()
                    .map(decision -> late.start(runner, decision))
                    .toList();
            for (int i = 0; i < decisions.size(); i++) {
                all.add(kept.all().get(i).again(decisions.get(i), late.counted(runner, counting.get(i))));
            }
        }
        return all;
    }

    /** Everything that the stores said about a question, and about the questions in its filters. */
    private record Gathered(Table table, List<Decision> decisions, List<Ran> all, List<DefinitionUse> definitions) {

        KeptAnswer kept() {
            return new KeptAnswer(table.columns(), table.rows(), all);
        }
    }

    private Gathered gather(List<Decision> decisions) {
        return parts.isEmpty() ? gatherWhole(decisions) : gatherParts();
    }

    private Gathered gatherParts() {
        List<Gathered> all =
                parts.stream().map(part -> part.gather(part.decide())).toList();
        return new Gathered(
                new Combination(
                                question,
                                all.stream().map(Gathered::table).toList(),
                                engine.settings().maxRows())
                        .table(),
                all.stream().flatMap(part -> part.decisions().stream()).toList(),
                all.stream().flatMap(part -> part.all().stream()).toList(),
                all.stream()
                        .flatMap(part -> part.definitions().stream())
                        .distinct()
                        .toList());
    }

    private Gathered gatherWhole(List<Decision> decisions) {
        List<Decision> allDecisions = new ArrayList<>(decisions);
        Set<DefinitionUse> definitions = new LinkedHashSet<>(sealing.definitions());
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
            Stream.concat(plan.conditions().rows().stream(), plan.conditions().moments().stream())
                    .flatMap(filter -> filter.condition().names().stream())
                    .filter(name -> Filter.metricReference(name).isPresent())
                    .forEach(names::add);
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
            List<LateRows.Counting> counting = new ArrayList<>();
            for (Decision decision : decisions) {
                counting.add(late.start(runner, decision));
                List<PartPlan> plans = plans(decision);
                boolean alone = decisions.size() == 1 && plans.size() == 1;
                running.add(plans.stream()
                        .map(plan -> alone ? runner.run(plan) : runner.start(plan))
                        .toList());
            }
            for (int i = 0; i < decisions.size(); i++) {
                all.add(gather(runner, decisions.get(i), running.get(i), counting.get(i)));
            }
        }
        return all;
    }

    private record GroupKey(String model, String time, Reading reading, Optional<Leaf.Following> following) {}

    /** Once: a question is decided about as its tables are now, however often that is looked at. */
    List<Decision> decide() {
        List<Decision> known = decided;
        if (known == null) {
            known = freshDecisions();
            decided = known;
        }
        return known;
    }

    private List<Decision> freshDecisions() {
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
                .map(group -> new Chooser(
                                question, group, Ways.of(question, group, stores, away, states, engine), engine)
                        .choose())
                .toList();
    }

    private List<PartPlan> plans(Decision decision) {
        return planned.computeIfAbsent(decision, this::freshPlans);
    }

    private List<PartPlan> freshPlans(Decision decision) {
        boolean stitched = decision.way().stitched();
        return decision.way().parts().stream()
                .map(part -> PartPlan.of(question, decision.group(), part, stitched, engine.settings(), engine.plans()))
                .toList();
    }

    private Ran gather(Runner runner, Decision decision, List<Runner.Running> running, LateRows.Counting counting) {
        Collected collected = new Collected(question, decision, engine.estimates());
        running.forEach(part -> collected.take(part.plan(), runner.await(part)));
        return collected.ran(late.counted(runner, counting));
    }
}
