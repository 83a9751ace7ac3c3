package dev.tidemark.server.imports;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.ImportedStore;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.connections.StoreBook;
import dev.tidemark.stores.StoreName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
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
    private final Supplier<Map<String, MetricCatalog>> inForce;

    Imports(DefinitionsRepository definitions, StoreBook stores, Supplier<Map<String, MetricCatalog>> inForce) {
        this.definitions = definitions;
        this.stores = stores;
        this.inForce = inForce;
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
        SortedMap<String, String> files = files(zip, store, variables);
        MetricCatalog catalog = catalog(workspace, files);
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

    /**
     * The definitions as they would be in force, read and not kept. Their tables are taken to be where those of the workspace are now.
     *
     * @throws ProblemException an {@link ImportProblem}, or what is wrong with the definitions
     */
    MetricCatalog read(String workspace, byte[] zip, Map<String, String> variables) {
        String store = Optional.ofNullable(inForce.get().get(workspace))
                .flatMap(MetricCatalog::store)
                .orElse(StoreName.WAREHOUSE.word());
        return catalog(workspace, files(zip, store, variables));
    }

    /**
     * @throws ProblemException {@link CatalogProblem#UNKNOWN_WORKSPACE}
     */
    MetricCatalog inForce(String workspace) {
        Map<String, MetricCatalog> all = inForce.get();
        return Optional.ofNullable(all.get(workspace))
                .orElseThrow(() -> new ProblemException(
                        CatalogProblem.UNKNOWN_WORKSPACE,
                        workspace,
                        all.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }

    private static SortedMap<String, String> files(byte[] zip, String store, Map<String, String> variables) {
        SortedMap<String, String> files = new TreeMap<>();
        Archive.definitions(zip).forEach((path, text) -> files.put(path, filled(path, text, variables)));
        files.put(ImportedStore.FILE, new ImportedStore(store).text());
        return files;
    }

    private static MetricCatalog catalog(String workspace, SortedMap<String, String> files) {
        Map<String, String> inWorkspace = files.entrySet().stream()
                .collect(Collectors.toMap(file -> "metrics/" + file.getKey(), Map.Entry::getValue));
        return MetricCatalog.of(workspace, "import", inWorkspace);
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
