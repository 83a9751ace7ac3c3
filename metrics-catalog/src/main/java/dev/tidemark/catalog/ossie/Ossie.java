package dev.tidemark.catalog.ossie;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Documents of Apache Ossie, versions 0.1.0, 0.1.1 and 0.2.0.dev0 read, the last one written. */
public final class Ossie {

    /** The version written: the first in which a vendor of an extension may be anyone. */
    public static final String VERSION = "0.2.0.dev0";

    /** A list of semantic models; definitions of the native language have a mapping or the plural there. */
    private static final Pattern MODELS = Pattern.compile(
            "(?m)^\\s*(?:\\{\\s*)?\"?semantic_model\"?\\s*:\\s*(?:\\[|(?:#.*)?(?:\\R\\s*(?:#.*)?)*\\R?\\s*-\\s)|\"semantic_model\"\\s*:\\s*\\[");

    private static final Pattern VERSIONED = Pattern.compile("(?m)(?:^|[{,\\s])\"?version\"?\\s*:");

    private Ossie() {}

    /**
     * @param files definitions, one file for each semantic model, that {@link MetricCatalog#of} accepts or finds fault with
     */
    public record Imported(SortedMap<String, String> files, List<Loss> losses) {
        public Imported {
            losses = List.copyOf(losses);
        }
    }

    /**
     * @param document YAML
     * @param losses for readers other than Tidemark, which finds all of it in extensions
     */
    public record Exported(String document, List<Loss> losses) {
        public Exported {
            losses = List.copyOf(losses);
        }
    }

    /** Whether a file looks like a document of Ossie, valid or not. */
    public static boolean isDocument(String text) {
        return VERSIONED.matcher(text).find() && MODELS.matcher(text).find();
    }

    /**
     * @param file its name in faults and losses
     * @param text YAML or JSON
     * @throws ProblemException {@link CatalogProblem#INVALID_DEFINITIONS} with a fault for each wrong place
     */
    public static Imported read(String file, String text) {
        return new OssieReader(file).read(text);
    }

    public static Exported write(MetricCatalog catalog) {
        return new OssieWriter(catalog).write();
    }
}
