package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.SchemaLookup;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;

/** What validation sees of the world: the tables a statement names, with the columns the lookup gives. */
final class LookupCatalog {

    private LookupCatalog() {}

    static CalciteCatalogReader of(Iterable<SqlTable> tables, SchemaLookup schemas, RelDataTypeFactory types) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        for (SqlTable table : tables) {
            Optional<List<SqlColumn>> columns = schemas.columns(table);
            columns.ifPresent(known -> namespace(root, table.namespace()).add(table.name(), new Columns(known)));
        }
        return reader(root, types);
    }

    private static CalciteCatalogReader reader(CalciteSchema root, RelDataTypeFactory types) {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteCatalogReader(root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    /** The relations of a scan under the names the engine knows them by. */
    static CalciteCatalogReader of(List<MetricScan.Relation> relations, SqlFlavor flavor, RelDataTypeFactory types) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        for (MetricScan.Relation relation : relations) {
            List<String> names = Dialects.table(flavor, relation.table()).names;
            CalciteSchema schema = root;
            for (String namespace : names.subList(0, names.size() - 1)) {
                schema = namespace(schema, namespace);
            }
            schema.add(names.getLast(), new Columns(relation.columns()));
        }
        return reader(root, types);
    }

    private static CalciteSchema namespace(CalciteSchema root, String name) {
        if (name.isEmpty()) {
            return root;
        }
        CalciteSchema known = root.getSubSchema(name, true);
        return known == null ? root.add(name, new Namespace()) : known;
    }

    private static final class Namespace extends AbstractSchema {
        @Override
        protected Map<String, Table> getTableMap() {
            return Map.of();
        }
    }

    private static final class Columns extends AbstractTable {
        private final List<SqlColumn> columns;

        Columns(List<SqlColumn> columns) {
            this.columns = List.copyOf(columns);
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            RelDataTypeFactory.Builder row = types.builder();
            columns.forEach(column -> row.add(column.name(), Types.of(column.type(), column.nullable(), types)));
            return row.build();
        }
    }
}
