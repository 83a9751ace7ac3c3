package dev.tidemark.collector.internal.admission;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.problems.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Where events of one type go, and how each version of it is checked. */
public record EventRoute(String type, CollectionConfig.Family family, int latest, TreeMap<Integer, Checker> versions) {

    /**
     * @param schemaId named in the record, so that readers find the schema
     * @param guid another name of the schema, empty when it is not known
     */
    public record Checker(int version, int schemaId, String guid, Schema schema, JsonToAvro codec) {

        static Checker of(CollectionConfig.Version version) {
            Schema schema = new Schema.Parser().parse(version.schema());
            return new Checker(version.version(), version.schemaId(), version.guid(), schema, JsonToAvro.of(schema));
        }
    }

    public EventRoute {
        versions = new TreeMap<>(versions);
    }

    /**
     * @param version 0 for the latest
     * @throws ProblemException UNKNOWN_EVENT_VERSION
     */
    Checker checker(int version) {
        Checker checker = versions.get(version == 0 ? latest : version);
        if (checker == null) {
            throw new ProblemException(CollectorProblem.UNKNOWN_EVENT_VERSION, type, version, known(versions));
        }
        return checker;
    }

    /** The version with this schema. */
    Optional<Checker> writtenWith(FramedAvro.Writer writer) {
        return versions.values().stream().filter(writer::is).findFirst();
    }

    private static String known(Map<Integer, Checker> versions) {
        return String.join(", ", versions.keySet().stream().map(String::valueOf).toList());
    }
}
