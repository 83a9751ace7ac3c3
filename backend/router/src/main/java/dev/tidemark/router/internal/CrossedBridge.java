package dev.tidemark.router.internal;

import dev.tidemark.catalog.Bridge;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bridge as a part's store has it: its table, what is joined behind it, and how it meets the rows. */
final class CrossedBridge {

    private final Bridge bridge;
    private final Relation relation;
    private final Value left;
    private final Value right;
    private final Optional<Condition> where;
    private final List<JoinedRelation> behind = new ArrayList<>();

    /**
     * @param left of the rows, or of a relation joined to them
     * @param right of the bridge
     * @param where which rows of the table belong to the model
     */
    CrossedBridge(Bridge bridge, Relation relation, Value left, Value right, Optional<SqlExpression> where) {
        this.bridge = bridge;
        this.relation = relation;
        this.left = left;
        this.right = right;
        this.where = where.map(found -> new Condition.Rows(new Value(relation.alias(), found)));
    }

    /** What its columns are under in a scan. */
    String alias() {
        return "over " + relation.alias();
    }

    Relation relation() {
        return relation;
    }

    List<JoinedRelation> behind() {
        return behind;
    }

    Value left() {
        return left;
    }

    Value right() {
        return right;
    }

    List<Condition> conditions() {
        return where.stream().toList();
    }

    /** Empty when each group has the whole. */
    Optional<Value> weight() {
        return bridge.rule() instanceof Bridge.Rule.Allocation allocation
                ? Optional.of(new Value(relation.alias(), allocation.weight()))
                : Optional.empty();
    }

    /** What a scan reads of it, for checking that the table has it. */
    List<Value> values() {
        List<Value> values = new ArrayList<>(List.of(left, right));
        weight().ifPresent(values::add);
        where.ifPresent(found -> values.add(((Condition.Rows) found).value()));
        return values;
    }
}
