package dev.tidemark.collector.internal.admission;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.Similarity;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** One version of the configuration, made ready to be asked for every event. Immutable apart from the sources' buckets. */
public final class Directory {

    private final CollectionConfig config;
    private final Map<String, SourceAccess> byKey;
    private final Map<String, EventRoute> byType;
    private final Map<String, CollectionConfig.Family> families;
    private final List<String> unusable;

    private Directory(
            CollectionConfig config,
            Map<String, SourceAccess> byKey,
            Map<String, EventRoute> byType,
            Map<String, CollectionConfig.Family> families,
            List<String> unusable) {
        this.config = config;
        this.byKey = Map.copyOf(byKey);
        this.byType = Map.copyOf(byType);
        this.families = Map.copyOf(families);
        this.unusable = List.copyOf(unusable);
    }

    /**
     * @param previous whose buckets and codecs go on where nothing has changed for them
     */
    public static Directory of(CollectionConfig config, @Nullable Directory previous, int largestBatch) {
        List<String> unusable = new ArrayList<>();
        Map<String, CollectionConfig.Family> families = new HashMap<>();
        config.families().forEach(family -> families.put(family.name(), family));
        Map<String, EventRoute> byType = new HashMap<>();
        for (CollectionConfig.Type type : config.types()) {
            CollectionConfig.Family family = families.get(type.family());
            if (family == null) {
                unusable.add("type " + type.name() + ": there is no family " + type.family());
            } else {
                byType.put(type.name(), route(type, family, previous, unusable));
            }
        }
        Map<String, SourceAccess> byKey = new HashMap<>();
        for (CollectionConfig.Source source : config.sources()) {
            SourceAccess access = new SourceAccess(source, bucket(source, previous, largestBatch));
            source.keySha256().forEach(key -> byKey.put(key.toLowerCase(Locale.ROOT), access));
        }
        return new Directory(config, byKey, byType, families, unusable);
    }

    private static EventRoute route(
            CollectionConfig.Type type,
            CollectionConfig.Family family,
            @Nullable Directory previous,
            List<String> unusable) {
        TreeMap<Integer, EventRoute.Checker> versions = new TreeMap<>();
        for (CollectionConfig.Version version : type.versions()) {
            try {
                versions.put(version.version(), checker(type.name(), version, previous));
            } catch (AvroRuntimeException | IllegalArgumentException | NullPointerException e) {
                unusable.add("type " + type.name() + " version " + version.version() + ": " + e.getMessage());
            }
        }
        return new EventRoute(type.name(), family, type.latest(), versions);
    }

    /** A schema's id never means another schema, so a checker lasts as long as its id is named. */
    private static EventRoute.Checker checker(
            String type, CollectionConfig.Version version, @Nullable Directory previous) {
        EventRoute before = previous == null ? null : previous.byType.get(type);
        EventRoute.Checker known = before == null ? null : before.versions().get(version.version());
        return known != null
                        && known.schemaId() == version.schemaId()
                        && known.guid().equals(version.guid())
                ? known
                : EventRoute.Checker.of(version);
    }

    private static TokenBucket bucket(CollectionConfig.Source source, @Nullable Directory previous, int largestBatch) {
        if (previous != null) {
            for (SourceAccess access : previous.byKey.values()) {
                if (access.source().name().equals(source.name())
                        && access.source().workspace().equals(source.workspace())
                        && access.bucket().perSecond() == source.eventsPerSecond()) {
                    return access.bucket();
                }
            }
        }
        return new TokenBucket(source.eventsPerSecond(), largestBatch, System.nanoTime());
    }

    public CollectionConfig config() {
        return config;
    }

    /** Parts of the configuration that cannot be used, in sentences. */
    public List<String> unusable() {
        return unusable;
    }

    /**
     * @throws ProblemException UNKNOWN_WRITE_KEY
     */
    public SourceAccess source(String writeKey) {
        SourceAccess access = byKey.get(sha256(writeKey));
        if (access == null) {
            throw new ProblemException(CollectorProblem.UNKNOWN_WRITE_KEY);
        }
        return access;
    }

    /**
     * The source of an event that comes back from quarantine: strict, for it is not to go there again, and without a limit.
     *
     * @throws ProblemException UNKNOWN_SOURCE
     */
    public SourceAccess returning(String source, String family) {
        return config.sources().stream()
                .filter(known -> known.name().equals(source) && known.families().contains(family))
                .findFirst()
                .map(known -> new SourceAccess(
                        known.strict(), new TokenBucket(known.eventsPerSecond(), 1, System.nanoTime())))
                .orElseThrow(() -> new ProblemException(CollectorProblem.UNKNOWN_SOURCE, source, family));
    }

    @Nullable EventRoute route(String type) {
        return byType.get(type);
    }

    /** Every type that has a version with this schema, by name: registries give the same schema the same id. */
    SortedMap<String, EventRoute.Checker> writtenWith(FramedAvro.Writer writer) {
        SortedMap<String, EventRoute.Checker> found = new TreeMap<>();
        byType.forEach((type, route) -> route.writtenWith(writer).ifPresent(checker -> found.put(type, checker)));
        return found;
    }

    /** What to say about a type without a route; names types that may have been meant. */
    ProblemException unknownType(String type) {
        List<String> similar = Similarity.nearest(type, byType.keySet());
        return new ProblemException(
                CollectorProblem.UNKNOWN_TYPE,
                type,
                similar.isEmpty() ? "" : " Did you mean " + String.join(" or ", similar) + "?");
    }

    /** Where an event goes that cannot be told what it is: the quarantine of the source's first family. */
    Optional<CollectionConfig.Family> homeOf(CollectionConfig.Source source) {
        return source.families().stream()
                .map(families::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Topics of events, which get heartbeats. */
    public Set<String> eventTopics() {
        Set<String> topics = new LinkedHashSet<>();
        config.families().forEach(family -> topics.add(family.topic()));
        return topics;
    }

    /** Every topic that events may be sent to. */
    public Set<String> topics() {
        Set<String> topics = eventTopics();
        config.families().forEach(family -> topics.add(family.quarantineTopic()));
        return topics;
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
