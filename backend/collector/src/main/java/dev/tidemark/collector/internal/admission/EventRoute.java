package dev.tidemark.collector.internal.admission;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.problems.ProblemException;
import java.util.Map;
import java.util.TreeMap;

/** Where events of one type go, and how each version of it is checked. */
public record EventRoute(String type, CollectionConfig.Family family, int latest, TreeMap<Integer, Checker> versions) {

    /**
     * @param schemaId named in the record, so that readers find the schema
     */
    public record Checker(int version, int schemaId, JsonToAvro codec) {}

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

    private static String known(Map<Integer, Checker> versions) {
        return String.join(", ", versions.keySet().stream().map(String::valueOf).toList());
    }
}
