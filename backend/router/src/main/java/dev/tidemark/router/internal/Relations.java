package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.util.HashMap;
import java.util.Map;

/** Tables of stores as SQL names them. */
final class Relations {

    private static final int DECIMAL_DIGITS = 38;
    private static final int DECIMAL_SCALE = 10;

    private Relations() {}

    /**
     * @param alias what the columns are under
     */
    static Relation of(String alias, SemanticModel model, Binding binding, TableState state) {
        Map<String, String> physical = new HashMap<>(binding.columns());
        model.timeDimension()
                .flatMap(model::dimension)
                .filter(time -> time.expression().isName())
                .flatMap(time -> time.expression().names().stream().findFirst())
                .ifPresent(name -> binding.timeColumn().ifPresent(column -> physical.put(name, column)));
        TableName table = state.table();
        return new Relation(
                alias,
                new SqlTable(table.namespace(), table.name()),
                state.columns().stream().map(Relations::column).toList(),
                physical);
    }

    static SqlColumn column(Column column) {
        SqlType type = switch (column.type()) {
            case STRING -> SqlType.STRING;
            case LONG -> SqlType.LONG;
            case DECIMAL -> SqlType.decimal(DECIMAL_DIGITS, DECIMAL_SCALE);
            case DOUBLE -> SqlType.DOUBLE;
            case BOOLEAN -> SqlType.BOOLEAN;
            case TIMESTAMP -> SqlType.TIMESTAMP;
            case DATE -> SqlType.DATE;
        };
        return new SqlColumn(column.name(), type, true);
    }
}
