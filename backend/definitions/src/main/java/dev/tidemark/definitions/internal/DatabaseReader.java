package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.CapturedDatabase;
import java.util.ArrayList;
import java.util.List;

/** Reads a file below {@code sources/} that says what {@code kind} of database it is about. */
final class DatabaseReader {

    private final String file;
    private final YamlObject yaml;
    private final Faults faults;

    DatabaseReader(String file, YamlObject yaml, Faults faults) {
        this.file = file;
        this.yaml = yaml;
        this.faults = faults;
    }

    CapturedDatabase read(String name) {
        Naming.SOURCE.check(name, file, 0, faults);
        String kind = yaml.text("kind");
        if (!kind.equals("postgres")) {
            faults.unknown(file, yaml.lineOf("kind"), "kind", kind, List.of("postgres"));
        }
        List<CapturedDatabase.Table> tables = new ArrayList<>();
        for (YamlObject table : yaml.objects("tables")) {
            tables.add(table(table));
        }
        if (tables.isEmpty()) {
            faults.add(
                    file,
                    yaml.lineOf("tables"),
                    "Nothing of this database is captured. Add “tables: [{table: public.customers, event: customer_changed, key: [customer_id]}]”.");
        }
        CapturedDatabase database = new CapturedDatabase(name, yaml.text("team"), yaml.text("connection"), tables);
        Naming.CONNECTION.check(database.connection(), file, yaml.lineOf("connection"), faults);
        yaml.done();
        return database;
    }

    private CapturedDatabase.Table table(YamlObject table) {
        String qualified = table.text("table");
        int dot = qualified.indexOf('.');
        CapturedDatabase.Table read = new CapturedDatabase.Table(
                dot < 0 ? "public" : qualified.substring(0, dot),
                qualified.substring(dot + 1),
                table.text("event"),
                table.texts("key"),
                table.optionalText("user"),
                table.texts("leave_out"));
        if (read.key().isEmpty()) {
            faults.add(file, table.line(), "“key” is missing. Name the columns that identify a row: “key: [column]”.");
        }
        read.key().stream()
                .filter(read.leaveOut()::contains)
                .forEach(column -> faults.add(
                        file,
                        table.lineOf("leave_out"),
                        "“" + column + "” is part of the key, so it cannot be left out."));
        table.done();
        return read;
    }
}
