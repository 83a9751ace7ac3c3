package dev.tidemark.sql.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.ColumnOrigin;
import dev.tidemark.sql.SchemaLookup;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlProblem;
import dev.tidemark.sql.SqlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** A transform's SELECT after validation: every star expanded, every name qualified. */
public final class ParsedTransform {

    private final SqlNode query;
    private final SqlValidator validator;
    private final List<SqlTable> inputs;
    private final List<SqlColumn> columns;
    private final Map<String, List<ColumnOrigin>> origins;

    private ParsedTransform(
            SqlNode query,
            SqlValidator validator,
            List<SqlTable> inputs,
            List<SqlColumn> columns,
            Map<String, List<ColumnOrigin>> origins) {
        this.query = query;
        this.validator = validator;
        this.inputs = List.copyOf(inputs);
        this.columns = List.copyOf(columns);
        this.origins = Map.copyOf(origins);
    }

    public static ParsedTransform parse(String sql, SchemaLookup schemas) {
        SqlNode parsed = SqlText.query(sql);
        parsed.accept(new TransformDialect.Syntax());
        Map<SqlTable, SqlParserPos> mentions = InputTables.of(parsed);
        Set<SqlTable> inputs = mentions.keySet();
        mentions.forEach((table, at) -> {
            if (schemas.columns(table).isEmpty()) {
                throw SqlText.invalid(at, "there is no table " + table);
            }
        });
        RelDataTypeFactory types = Types.factory();
        CalciteCatalogReader catalog = LookupCatalog.of(inputs, schemas, types);
        SqlValidator validator = SqlValidatorUtil.newValidator(
                SqlStdOperatorTable.instance(),
                catalog,
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false)
                        .withTypeCoercionEnabled(false));
        try {
            SqlNode valid = validator.validate(parsed);
            valid.accept(new TransformDialect.Meaning(validator));
            List<SqlColumn> columns = columns(validator, valid);
            return new ParsedTransform(
                    valid, validator, List.copyOf(inputs), columns, origins(valid, validator, catalog, types));
        } catch (CalciteContextException e) {
            throw SqlText.invalid(e);
        }
    }

    public static List<SqlTable> inputsOf(String sql) {
        return List.copyOf(InputTables.of(SqlText.query(sql)).keySet());
    }

    public List<SqlTable> inputs() {
        return inputs;
    }

    public List<SqlColumn> columns() {
        return columns;
    }

    public Map<String, List<ColumnOrigin>> origins() {
        return origins;
    }

    public String render(SqlFlavor flavor) {
        if (!flavor.takesTransforms()) {
            throw new ProblemException(
                    SqlProblem.UNSUPPORTED_SQL,
                    "A transform on " + flavor,
                    "it only answers questions",
                    "DuckDB or Trino");
        }
        SqlNode written = query.accept(new TransformRewrite(flavor, validator));
        if (written == null) {
            throw new IllegalStateException("the rewrite lost the query");
        }
        return written.toSqlString(config -> config.withDialect(Dialects.of(flavor))
                        .withQuoteAllIdentifiers(true)
                        .withAlwaysUseParentheses(false)
                        .withUpdateSetListNewline(false)
                        .withIndentation(2))
                .getSql();
    }

    private static List<SqlColumn> columns(SqlValidator validator, SqlNode valid) {
        List<SqlColumn> columns = new ArrayList<>();
        for (RelDataTypeField field : validator.getValidatedNodeType(valid).getFieldList()) {
            columns.add(new SqlColumn(
                    field.getName(), Types.of(field.getType()), field.getType().isNullable()));
        }
        return columns;
    }

    private static Map<String, List<ColumnOrigin>> origins(
            SqlNode valid, SqlValidator validator, CalciteCatalogReader catalog, RelDataTypeFactory types) {
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
        SqlToRelConverter converter = new SqlToRelConverter(
                (rowType, text, path, view) -> {
                    throw new IllegalStateException("no views here");
                },
                validator,
                catalog,
                cluster,
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config());
        RelNode rel = converter.convertQuery(valid, false, true).project();
        Map<String, List<ColumnOrigin>> origins = new LinkedHashMap<>();
        for (RelDataTypeField field : rel.getRowType().getFieldList()) {
            Set<RelColumnOrigin> found = cluster.getMetadataQuery().getColumnOrigins(rel, field.getIndex());
            origins.put(
                    field.getName(),
                    found == null
                            ? List.of()
                            : found.stream().map(ParsedTransform::origin).toList());
        }
        return origins;
    }

    private static ColumnOrigin origin(RelColumnOrigin origin) {
        RelOptTable table = origin.getOriginTable();
        String column = table.getRowType()
                .getFieldList()
                .get(origin.getOriginColumnOrdinal())
                .getName();
        return new ColumnOrigin(InputTables.name(table.getQualifiedName()), column, origin.isDerived());
    }
}
