package dev.tidemark.server.imports;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.ImportedStore;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.ossie.Loss;
import dev.tidemark.catalog.ossie.Ossie;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.ConnectedStores;
import dev.tidemark.stores.StoreName;
import java.util.ArrayList;
import java.util.List;
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
    private final ConnectedStores stores;
    private final Supplier<Map<String, MetricCatalog>> inForce;

    Imports(DefinitionsRepository definitions, ConnectedStores stores, Supplier<Map<String, MetricCatalog>> inForce) {
        this.definitions = definitions;
        this.stores = stores;
        this.inForce = inForce;
    }

    /**
     * What was taken.
     *
     * @param losses what of documents of Ossie is not
     */
    record Taken(
            String workspace, String store, String commit, int files, int models, int metrics, List<Loss> losses) {}

    /** Definitions that hold together, and what of documents of Ossie is not in them. */
    record Read(MetricCatalog catalog, List<Loss> losses) {}

    /**
     * @param store where the tables are that the semantic models name
     * @param variables what stands for {@code $name} in names of tables
     * @throws ProblemException an {@link ImportProblem}, or what is wrong with the definitions
     */
    Taken take(String workspace, byte[] zip, String store, Map<String, String> variables, String caller) {
        checkStore(store);
        List<Loss> losses = new ArrayList<>();
        SortedMap<String, String> files = files(zip, store, variables, losses);
        MetricCatalog catalog = catalog(workspace, files);
        String commit = definitions.replaceMetrics(
                workspace, files, caller, "Import " + catalog.metrics().size() + " metrics into " + workspace + "\n");
        return new Taken(
                workspace,
                store,
                commit,
                files.size() - 1,
                catalog.models().size(),
                catalog.metrics().size(),
                List.copyOf(losses));
    }

    /**
     * The definitions as they would be in force, read and not kept. Their tables are taken to be where those of the workspace are now.
     *
     * @throws ProblemException an {@link ImportProblem}, or what is wrong with the definitions
     */
    Read read(String workspace, byte[] zip, Map<String, String> variables) {
        String store = Optional.ofNullable(inForce.get().get(workspace))
                .flatMap(MetricCatalog::store)
                .orElse(StoreName.WAREHOUSE.word());
        List<Loss> losses = new ArrayList<>();
        return new Read(catalog(workspace, files(zip, store, variables, losses)), losses);
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

    private static SortedMap<String, String> files(
            byte[] zip, String store, Map<String, String> variables, List<Loss> losses) {
        SortedMap<String, String> files = new TreeMap<>();
        Archive.definitions(zip).forEach((path, text) -> {
            if (Ossie.isDocument(text)) {
                Ossie.Imported imported = Ossie.read(path, text);
                losses.addAll(imported.losses());
                // Before ImportedStore.FILE by name: the store of this import is the one in force.
                String folder = "ossie/" + path.replaceFirst("\\.[^./]*$", "") + "/";
                imported.files().forEach((name, own) -> files.put(folder + name, filled(path, own, variables)));
            } else {
                files.put(path, filled(path, text, variables));
            }
        });
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
                && (new StoreName(store).isBuiltIn() || connected().anyMatch(store::equals));
        if (!known) {
            String all = Stream.concat(
                            connected(),
                            Stream.of(StoreName.WAREHOUSE, StoreName.LAKEHOUSE).map(StoreName::word))
                    .collect(Collectors.joining(", "));
            throw new ProblemException(ImportProblem.UNKNOWN_STORE, store, all);
        }
    }

    private Stream<String> connected() {
        return stores.get().stream().map(store -> store.name().word());
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
