package dev.tidemark.sql.internal;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** An expression as Calcite's tree. */
public final class ParsedExpression {

    /** The dialect that {@link SqlText} reads. */
    private static final SqlDialect QUOTED =
            new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));

    private final String text;
    private final SqlNode node;
    private final Set<String> names;

    private ParsedExpression(String text, SqlNode node, Set<String> names) {
        this.text = text;
        this.node = node;
        this.names = Collections.unmodifiableSet(names);
    }

    public static ParsedExpression parse(String text) {
        SqlNode node = SqlText.expression(text);
        ExpressionDialect.check(node);
        return of(text, node);
    }

    /** A single name, whatever characters it has. */
    public static ParsedExpression name(String name) {
        return of('"' + name.replace("\"", "\"\"") + '"', new SqlIdentifier(name, SqlParserPos.ZERO));
    }

    private static ParsedExpression of(String text, SqlNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
                names.add(String.join(".", identifier.names));
                return null;
            }
        });
        return new ParsedExpression(text, node, names);
    }

    public Set<String> names() {
        return names;
    }

    public boolean isName() {
        return node instanceof SqlIdentifier;
    }

    public String text() {
        return text;
    }

    public List<ParsedExpression> conjuncts() {
        return node instanceof SqlCall call && call.getKind() == SqlKind.AND
                ? call.getOperandList().stream()
                        .flatMap(part -> of(written(part), part).conjuncts().stream())
                        .toList()
                : List.of(this);
    }

    /**
     * The same with constants in the place of names. The text says the constants, so that different ones make a different text.
     *
     * @param constants texts by name; in a list a name may stand for any number of them
     * @throws IllegalArgumentException when a name outside of a list does not stand for exactly one
     */
    public ParsedExpression withConstants(Map<String, List<String>> constants) {
        SqlNode bound = node.accept(new Constants(constants));
        if (bound == null) {
            throw new IllegalStateException(text);
        }
        return of(written(bound), bound);
    }

    /** The same with other expressions in the place of names. */
    public ParsedExpression withNames(Map<String, ParsedExpression> replacements) {
        SqlNode replaced = node.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier identifier) {
                ParsedExpression replacement = replacements.get(String.join(".", identifier.names));
                return replacement == null ? identifier : replacement.node;
            }
        });
        if (replaced == null) {
            throw new IllegalStateException(text);
        }
        return of(readable(replaced), replaced);
    }

    private static final class Constants extends SqlShuttle {
        private final Map<String, List<String>> constants;

        Constants(Map<String, List<String>> constants) {
            this.constants = constants;
        }

        @Override
        public SqlNode visit(SqlIdentifier identifier) {
            List<String> texts = constants.get(String.join(".", identifier.names));
            if (texts == null) {
                return identifier;
            }
            if (texts.size() != 1) {
                throw new IllegalArgumentException(identifier.toString());
            }
            return text(texts.getFirst(), identifier);
        }

        @Override
        public SqlNode visit(SqlNodeList list) {
            SqlNodeList bound = new SqlNodeList(list.getParserPosition());
            for (SqlNode item : list) {
                List<String> texts = item instanceof SqlIdentifier identifier
                        ? constants.get(String.join(".", identifier.names))
                        : null;
                if (texts == null) {
                    bound.add(item == null ? null : item.accept(this));
                } else {
                    texts.forEach(text -> bound.add(text(text, item)));
                }
            }
            return bound;
        }

        private static SqlNode text(String text, SqlNode place) {
            return SqlLiteral.createCharString(text, place.getParserPosition());
        }
    }

    /** A part has no text of its own; this one is only compared and shown. */
    private static String written(SqlNode part) {
        return part.toSqlString(config -> config.withDialect(AnsiSqlDialect.DEFAULT)
                        .withQuoteAllIdentifiers(true)
                        .withIndentation(0))
                .getSql();
    }

    /** Text that reads as the same expression again. */
    static String readable(SqlNode part) {
        return part.toSqlString(config -> config.withDialect(QUOTED)
                        .withQuoteAllIdentifiers(true)
                        .withIndentation(0)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE))
                .getSql();
    }

    public @Nullable Object compute(Function<String, @Nullable Object> values, ZoneId zone) {
        return new Computation(values, zone).of(node);
    }

    public Optional<String> unitMismatch(Map<String, String> units) {
        return new Units(units).mismatch(node);
    }

    SqlNode node() {
        return node;
    }
}
