package dev.tidemark.server.imports;

import dev.tidemark.catalog.ImportedStore;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.connections.StoreBook;
import dev.tidemark.stores.StoreName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes definitions from elsewhere into the definitions repository, if they hold together. */
@Component
class Imports {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|([A-Za-z]\\w*))");

    private final DefinitionsRepository definitions;
    private final StoreBook stores;

    Imports(DefinitionsRepository definitions, StoreBook stores) {
        this.definitions = definitions;
        this.stores = stores;
    }

    /** What was taken. */
    record Taken(String workspace, String store, String commit, int files, int models, int metrics) {}

    /**
     * @param store where the tables are that the semantic models name
     * @param variables what stands for {@code $name} in names of tables
     * @throws ProblemException an {@link ImportProblem}, or what is wrong with the definitions
     */
    Taken take(String workspace, byte[] zip, String store, Map<String, String> variables, String caller) {
        checkStore(store);
        SortedMap<String, String> files = new TreeMap<>();
        Archive.definitions(zip).forEach((path, text) -> files.put(path, filled(path, text, variables)));
        files.put(ImportedStore.FILE, new ImportedStore(store).text());
        Map<String, String> inWorkspace = files.entrySet().stream()
                .collect(Collectors.toMap(file -> "metrics/" + file.getKey(), Map.Entry::getValue));
        MetricCatalog catalog = MetricCatalog.of(workspace, "import", inWorkspace);
        String commit = definitions.replaceMetrics(
                workspace, files, caller, "Import " + catalog.metrics().size() + " metrics into " + workspace + "\n");
        return new Taken(
                workspace,
                store,
                commit,
                files.size() - 1,
                catalog.models().size(),
                catalog.metrics().size());
    }

    private void checkStore(String store) {
        boolean known = StoreName.isId(store)
                && (new StoreName(store).isBuiltIn() || stores.find(store).isPresent());
        if (!known) {
            String all = Stream.concat(
                            stores.entries().stream().map(StoreBook.Entry::id),
                            Stream.of(StoreName.WAREHOUSE, StoreName.LAKEHOUSE).map(StoreName::word))
                    .collect(Collectors.joining(", "));
            throw new ProblemException(ImportProblem.UNKNOWN_STORE, store, all);
        }
    }

    private static String filled(String path, String text, Map<String, String> variables) {
        return text.lines()
                .map(line -> line.contains("schema_name") || line.contains("location") || line.contains("alias")
                        ? filledLine(path, line, variables)
                        : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String filledLine(String path, String line, Map<String, String> variables) {
        return VARIABLE.matcher(line).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            String value = variables.get(name);
            if (value == null) {
                throw new ProblemException(ImportProblem.VARIABLE_NOT_SET, path, "$" + name, name);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
