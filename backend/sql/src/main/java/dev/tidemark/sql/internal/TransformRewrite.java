package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Turns a validated transform into calls that the engine at hand understands; unparsing then only writes them down. */
final class TransformRewrite extends SqlShuttle {

    /** Places of the select list, WHERE, GROUP BY, HAVING, WINDOW and ORDER BY among the operands of a SELECT. */
    private static final int[] CLAUSES = {1, 3, 4, 5, 6, 8};

    private final SqlFlavor flavor;
    private final SqlValidator validator;
    private final Deque<Set<String>> scopes = new ArrayDeque<>();

    TransformRewrite(SqlFlavor flavor, SqlValidator validator) {
        this.flavor = flavor;
        this.validator = validator;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlWith with) {
            return with(with);
        }
        return switch (call.getKind()) {
            case CAST -> cast(call);
            case FLOOR -> call.operandCount() == 2 ? truncate(call) : super.visit(call);
            case SELECT -> select((SqlSelect) call);
            default -> call.getOperator() == SqlStdOperatorTable.JSON_VALUE ? jsonValue(call) : super.visit(call);
        };
    }

    private SqlNode with(SqlWith with) {
        scopes.push(new HashSet<>());
        SqlWith copy = (SqlWith) with.clone(with.getParserPosition());
        List<SqlNode> items = with.withList.stream()
                .map(node -> {
                    SqlWithItem item = (SqlWithItem) node;
                    SqlNode query = written(item.query);
                    scopes.element().add(item.name.getSimple().toLowerCase(Locale.ROOT));
                    return (SqlNode) new SqlWithItem(
                            item.getParserPosition(), item.name, item.columnList, query, item.recursive);
                })
                .toList();
        copy.setOperand(0, new SqlNodeList(items, with.withList.getParserPosition()));
        copy.setOperand(1, written(with.body));
        scopes.pop();
        return copy;
    }

    private SqlNode select(SqlSelect select) {
        SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
        if (select.getFrom() != null) {
            copy.setFrom(from(select.getFrom()));
        }
        for (int i : CLAUSES) {
            SqlNode operand = select.getOperandList().get(i);
            if (operand != null) {
                copy.setOperand(i, operand.accept(this));
            }
        }
        return copy;
    }

    /** Tables lose their namespace to the engine's way of naming them; the alias that validation added keeps its name. */
    private SqlNode from(SqlNode from) {
        if (from instanceof SqlIdentifier table) {
            return isDefinedHere(table) ? table : Dialects.table(flavor, InputTables.name(table.names));
        }
        if (from instanceof SqlJoin join) {
            SqlJoin copy = (SqlJoin) join.clone(join.getParserPosition());
            copy.setLeft(from(join.getLeft()));
            copy.setRight(from(join.getRight()));
            SqlNode condition = join.getCondition();
            if (condition != null) {
                copy.setOperand(5, OpenEnds.closed(condition, flavor, validator).accept(this));
            }
            return copy;
        }
        if (from instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
            SqlCall copy = (SqlCall) call.clone(call.getParserPosition());
            copy.setOperand(0, from(call.operand(0)));
            return copy;
        }
        return written(from);
    }

    private boolean isDefinedHere(SqlIdentifier table) {
        return table.isSimple()
                && scopes.stream()
                        .anyMatch(names -> names.contains(table.getSimple().toLowerCase(Locale.ROOT)));
    }

    private SqlNode cast(SqlCall call) {
        RelDataType from = validator.getValidatedNodeTypeIfKnown(call.operand(0));
        SqlNode operand = written(call.operand(0));
        SqlDataTypeSpec to = call.operand(1);
        boolean text = from != null && SqlTypeUtil.inCharFamily(from);
        if (isInstant(to) && text && flavor == SqlFlavor.TRINO) {
            operand = Dialects.call("from_iso8601_timestamp_nanos", operand);
        }
        return call.getOperator().createCall(call.getParserPosition(), operand, Dialects.type(flavor, to));
    }

    private static boolean isInstant(SqlDataTypeSpec type) {
        String name = type.getTypeName().getSimple().toUpperCase(Locale.ROOT);
        return name.startsWith(SqlTypeName.TIMESTAMP.getName());
    }

    /** A literal instant carries its zone, so that no session setting can move it. */
    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        if (!(literal instanceof SqlTimestampLiteral)) {
            return super.visit(literal);
        }
        String text = String.valueOf(literal.getValueAs(TimestampString.class)).replace(' ', 'T') + "Z";
        SqlNode iso = SqlLiteral.createCharString(text, SqlParserPos.ZERO);
        SqlNode operand = flavor == SqlFlavor.TRINO ? Dialects.call("from_iso8601_timestamp_nanos", iso) : iso;
        return SqlStdOperatorTable.CAST.createCall(
                SqlParserPos.ZERO, operand, Dialects.type(flavor, Dialects.basic(SqlTypeName.TIMESTAMP)));
    }

    private SqlNode truncate(SqlCall call) {
        SqlIntervalQualifier unit = call.operand(1);
        TimeUnitRange range = unit.timeUnitRange;
        return Dialects.call(
                "date_trunc",
                SqlLiteral.createCharString(range.name().toLowerCase(Locale.ROOT), SqlParserPos.ZERO),
                written(call.operand(0)));
    }

    private SqlNode jsonValue(SqlCall call) {
        SqlNode document = written(call.operand(0));
        SqlNode path = call.operand(1);
        if (flavor == SqlFlavor.DUCKDB) {
            return Dialects.call("json_extract_string", document, path);
        }
        String text = ((SqlLiteral) path).getValueAs(String.class);
        if (flavor == SqlFlavor.TRINO) {
            String lax = text.startsWith("lax ") || text.startsWith("strict ") ? text : "lax " + text;
            return Dialects.call("JSON_VALUE", document, SqlLiteral.createCharString(lax, SqlParserPos.ZERO));
        }
        return Dialects.call("JSON_VALUE", document, path);
    }

    private SqlNode written(SqlNode node) {
        SqlNode written = node.accept(this);
        if (written == null) {
            throw new IllegalStateException("nothing left of " + node.getKind());
        }
        return written;
    }
}
