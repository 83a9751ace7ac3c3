package dev.tidemark.router.internal;

import dev.tidemark.sql.MetricScan.BridgedRelation;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Mark;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Weight;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one scan asks of the bridges it leads over, gathered while it is written. */
final class BridgesOfScan {

    private static final class Asked {
        private final Map<Operand, String> groups = new LinkedHashMap<>();
        private final Map<List<Condition>, String> marks = new LinkedHashMap<>();
    }

    private final Map<CrossedBridge, Asked> asked = new LinkedHashMap<>();
    private List<CrossedBridge> weighing = List.of();

    private Asked asked(CrossedBridge bridge) {
        return asked.computeIfAbsent(bridge, any -> new Asked());
    }

    /**
     * @param operand behind the bridge
     */
    Key key(String label, CrossedBridge bridge, Operand operand) {
        Map<Operand, String> groups = asked(bridge).groups;
        String column = groups.computeIfAbsent(operand, any -> "g" + groups.size());
        return new Key(label, new Value(bridge.alias(), SqlExpression.name(column)), operand.bucket());
    }

    /**
     * @param conditions on rows behind the bridge that must hold for one of them together
     * @param absent whether they hold where there is none
     */
    Condition mark(CrossedBridge bridge, List<Condition> conditions, boolean absent) {
        Map<List<Condition>, String> marks = asked(bridge).marks;
        String column = marks.computeIfAbsent(List.copyOf(conditions), any -> "p" + marks.size());
        return new Condition.Marked(bridge.alias(), column, absent);
    }

    /** By which of them what is aggregated is shared out. */
    List<String> shares() {
        weighing = asked.keySet().stream()
                .filter(bridge -> bridge.weight().isPresent())
                .toList();
        return weighing.stream().map(CrossedBridge::alias).toList();
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    List<BridgedRelation> relations() {
        List<BridgedRelation> relations = new ArrayList<>();
        asked.forEach((bridge, found) -> {
            List<Key> groups = new ArrayList<>();
            found.groups.forEach((operand, column) -> groups.add(new Key(column, operand.value(), operand.bucket())));
            List<Mark> marks = new ArrayList<>();
            found.marks.forEach((conditions, column) -> marks.add(new Mark(column, conditions)));
            relations.add(new BridgedRelation(
                    bridge.alias(),
                    bridge.relation(),
                    bridge.behind(),
                    bridge.conditions(),
                    bridge.left(),
                    bridge.right(),
                    groups,
                    marks,
                    weight(bridge, found)));
        });
        return List.copyOf(relations);
    }

    private Optional<Weight> weight(CrossedBridge bridge, Asked found) {
        List<Condition> conditions =
                found.marks.keySet().stream().flatMap(List::stream).toList();
        return weighing.contains(bridge)
                ? bridge.weight().map(value -> new Weight(value, conditions))
                : Optional.empty();
    }
}
