package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the tables of a parsed query: identifiers in FROM that no WITH in scope defines. */
final class InputTables extends SqlBasicVisitor<@Nullable Void> {

    private final Map<SqlTable, SqlParserPos> found = new LinkedHashMap<>();
    private final Deque<Set<String>> scopes = new ArrayDeque<>();

    /** Each table with the place of its first mention, in that order. */
    static Map<SqlTable, SqlParserPos> of(SqlNode query) {
        InputTables visitor = new InputTables();
        query.accept(visitor);
        return visitor.found;
    }

    static SqlTable name(List<String> parts) {
        int last = parts.size() - 1;
        return new SqlTable(String.join(".", parts.subList(0, last)), parts.get(last));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWith with) {
            scopes.push(new HashSet<>());
            for (SqlNode node : with.withList) {
                SqlWithItem item = (SqlWithItem) node;
                item.query.accept(this);
                scopes.element().add(item.name.getSimple().toLowerCase(Locale.ROOT));
            }
            with.body.accept(this);
            scopes.pop();
            return null;
        }
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            from(select.getFrom());
        }
        return super.visit(call);
    }

    private void from(SqlNode from) {
        if (from instanceof SqlIdentifier table) {
            boolean defined = table.isSimple()
                    && scopes.stream()
                            .anyMatch(names -> names.contains(table.getSimple().toLowerCase(Locale.ROOT)));
            if (!defined) {
                found.putIfAbsent(name(table.names), table.getParserPosition());
            }
        } else if (from instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
        } else if (from instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
            from(call.operand(0));
        }
    }
}
