package dev.tidemark.server.proposals;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricChange;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.definitions.proposals.Weight;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether the metrics hold together, what becomes of each of them, and whether their versions say so. */
final class MetricsCheck implements ProposalCheck {

    private static final String FOLDER = "metrics/";

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Outcome look(Change change) {
        List<Finding> findings = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        for (String workspace : change.workspaces()) {
            try {
                MetricCatalog after = catalog(workspace, change.after());
                compare(workspace, change, after, findings, effects);
            } catch (ProblemException e) {
                e.faults()
                        .forEach(fault ->
                                findings.add(Finding.fault(workspace + "/" + fault.pointer(), fault.detail())));
            }
        }
        return new Outcome(findings, effects);
    }

    private static void compare(
            String workspace, Change change, MetricCatalog after, List<Finding> findings, List<Effect> effects) {
        MetricCatalog before = catalogInForce(workspace, change);
        effects.addAll(savedQueries(workspace, before, after));
        for (MetricChange metric : MetricChange.between(before, after)) {
            effects.add(new Effect(
                    workspace,
                    "metric",
                    metric.name().value(),
                    metric.owner(),
                    weight(metric.kind()),
                    String.join("; ", metric.differences())));
            metric.versionCalledFor()
                    .ifPresent(version -> findings.add(Finding.warning(
                            after.find(metric.name())
                                    .map(found -> workspace + "/" + found.place())
                                    .orElse(workspace),
                            metric.name() + " " + metric.differences().getFirst() + ", but stays version "
                                    + metric.after().orElse("") + ". Say “version: " + version
                                    + "” under config.meta.tidemark.")));
        }
    }

    /** What becomes of saved queries; each belongs to the owner of its first metric. */
    private static List<Effect> savedQueries(String workspace, MetricCatalog before, MetricCatalog after) {
        Map<String, SavedQuery> old = new TreeMap<>();
        before.savedQueries().forEach(query -> old.put(query.name(), query));
        List<Effect> effects = new ArrayList<>();
        for (SavedQuery now : after.savedQueries()) {
            SavedQuery was = old.remove(now.name());
            if (was == null) {
                effects.add(effect(workspace, after, now, Weight.ADDITIVE, "is new"));
            } else if (!was.asksTheSame(now)) {
                effects.add(effect(workspace, after, now, Weight.CHANGES_NUMBERS, "asks for something else"));
            } else if (!was.label().equals(now.label()) || !was.description().equals(now.description())) {
                effects.add(effect(workspace, after, now, Weight.WORDING, "is described differently"));
            }
        }
        old.values().forEach(gone -> effects.add(effect(workspace, before, gone, Weight.BREAKING, "is removed")));
        return effects;
    }

    private static Effect effect(
            String workspace, MetricCatalog catalog, SavedQuery query, Weight weight, String what) {
        Optional<String> owner = query.metrics().stream()
                .flatMap(name -> catalog.find(new MetricName(name)).stream())
                .flatMap(metric -> metric.owner().stream())
                .findFirst();
        return new Effect(workspace, "saved query", query.name(), owner, weight, what);
    }

    /** What is in force can be read, or nothing of it is. */
    static MetricCatalog catalogInForce(String workspace, Change change) {
        try {
            return catalog(workspace, change.before());
        } catch (ProblemException e) {
            return MetricCatalog.of(workspace, "", Map.of());
        }
    }

    static MetricCatalog catalog(String workspace, SortedMap<String, String> files) {
        Map<String, String> metrics = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith(workspace + "/" + FOLDER) && path.endsWith(".yaml")) {
                metrics.put(path.substring(workspace.length() + 1), text);
            }
        });
        return MetricCatalog.of(workspace, "proposed", metrics);
    }

    private static Weight weight(MetricChange.Kind kind) {
        return switch (kind) {
            case WORDING -> Weight.WORDING;
            case ADDITIVE -> Weight.ADDITIVE;
            case CHANGES_NUMBERS -> Weight.CHANGES_NUMBERS;
            case BREAKING -> Weight.BREAKING;
        };
    }
}
