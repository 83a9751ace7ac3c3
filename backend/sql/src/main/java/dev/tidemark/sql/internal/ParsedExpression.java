package dev.tidemark.sql.internal;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** An expression as Calcite's tree. */
public final class ParsedExpression {

    private final SqlNode node;
    private final Set<String> names;

    private ParsedExpression(SqlNode node, Set<String> names) {
        this.node = node;
        this.names = Collections.unmodifiableSet(names);
    }

    public static ParsedExpression parse(String text) {
        SqlNode node = SqlText.expression(text);
        ExpressionDialect.check(node);
        Set<String> names = new LinkedHashSet<>();
        node.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
                names.add(String.join(".", identifier.names));
                return null;
            }
        });
        return new ParsedExpression(node, names);
    }

    public Set<String> names() {
        return names;
    }

    public boolean isName() {
        return node instanceof SqlIdentifier;
    }

    public @Nullable Number compute(Function<String, @Nullable Number> values) {
        return Computation.of(node, values);
    }

    SqlNode node() {
        return node;
    }
}
