package dev.tidemark.registry.internal.json;

import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.internal.Conflict;
import dev.tidemark.registry.internal.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether every document that one schema accepts is accepted by another. The answer errs on the side of no: a change that cannot be shown
 * to be safe is a conflict.
 */
final class JsonSchemaDiff {

    /** What is a conflict only when silence is taken to allow anything. */
    private static final Set<String> LENIENT = Set.of(
            "ADDITIONAL_PROPERTIES_NARROWED",
            "ADDITIONAL_PROPERTIES_REMOVED",
            "UNEVALUATED_PROPERTIES_NARROWED",
            "UNEVALUATED_PROPERTIES_REMOVED",
            "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL",
            "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
            "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL",
            "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
            "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL");

    /** More comparisons than this only a schema made to be slow needs. */
    private static final int MOST_COMPARISONS = 200_000;

    private final ContentPolicy policy;

    /** Pairs that an earlier pass found a conflict between, with the first of them. */
    private final Map<ShapePair, Conflict> refuted;

    private final Map<ShapePair, List<Conflict>> results = new HashMap<>();
    private final Set<ShapePair> under = new HashSet<>();
    private int comparisons;

    private JsonSchemaDiff(ContentPolicy policy, Map<ShapePair, Conflict> refuted) {
        this.policy = policy;
        this.refuted = refuted;
    }

    /**
     * Schemas may contain themselves. While two of them are compared they are taken to fit, so what was found to fit may rest on an
     * assumption that proves wrong; therefore everything is compared again with what was refuted, until nothing more is.
     */
    static List<Conflict> between(ContentPolicy policy, Place writer, Place reader) {
        Map<ShapePair, Conflict> refuted = new HashMap<>();
        while (true) {
            JsonSchemaDiff pass = new JsonSchemaDiff(policy, Map.copyOf(refuted));
            List<Conflict> conflicts = pass.compare("", writer, reader);
            pass.results.forEach((pair, found) -> {
                if (!found.isEmpty()) {
                    refuted.putIfAbsent(pair, found.getFirst());
                }
            });
            if (refuted.size() == pass.refuted.size()) {
                return conflicts;
            }
        }
    }

    List<Conflict> compare(String path, Place writer, Place reader) {
        return compare(path, Shape.of(writer), Shape.of(reader));
    }

    List<Conflict> compare(String path, Shape writerGiven, Shape readerGiven) {
        Shape writer = looked(writerGiven);
        Shape reader = looked(readerGiven);
        ShapePair pair = ShapePair.of(writer, reader);
        List<Conflict> known = results.get(pair);
        if (known != null) {
            return known.isEmpty() ? known : List.of(known.getFirst());
        }
        if (!under.add(pair)) {
            Conflict before = refuted.get(pair);
            return before == null ? List.of() : List.of(before);
        }
        try {
            List<Conflict> found = ++comparisons > MOST_COMPARISONS
                    ? List.of(conflict(
                            path,
                            "TOO_COMPLEX",
                            "the schemas are too entangled to compare",
                            writer,
                            reader,
                            "use fewer alternatives within alternatives"))
                    : compareOnce(path, writer, reader);
            results.put(pair, found);
            return found;
        } finally {
            under.remove(pair);
        }
    }

    private static Shape looked(Shape shape) {
        return shape instanceof Shape.Later later ? Shape.of(later.place()) : shape;
    }

    private List<Conflict> compareOnce(String path, Shape writer, Shape reader) {
        if (fitsAPart(path, writer, reader)) {
            return List.of();
        }
        if (writer instanceof Shape.Nothing || reader instanceof Shape.Anything) {
            return List.of();
        }
        if (writer.getClass() != reader.getClass()) {
            return bytes(writer) && bytes(reader)
                    ? List.of()
                    : List.of(conflict(
                            path,
                            "TYPE_CHANGED",
                            "the type differs",
                            writer,
                            reader,
                            "allow what was allowed before beside the new type, with anyOf or a list of types"));
        }
        List<Conflict> found = new ArrayList<>();
        switch (reader) {
            case Shape.Text text -> new ValueDiff(this, path, found).texts(writer, text);
            case Shape.Num number -> new ValueDiff(this, path, found).numbers((Shape.Num) writer, number);
            case Shape.Enumeration enumeration -> new ValueDiff(this, path, found).enumerations(writer, enumeration);
            case Shape.Constant constant -> new ValueDiff(this, path, found).constants(writer, constant);
            case Shape.Conditional conditional -> new ValueDiff(this, path, found).conditionals(writer, conditional);
            case Shape.Not not -> new ValueDiff(this, path, found).negations(writer, not);
            case Shape.Obj object -> new ObjectDiff(this, path, found).compare((Shape.Obj) writer, object);
            case Shape.Arr array -> new ArrayDiff(this, path, found).compare((Shape.Arr) writer, array);
            case Shape.Combined combined -> combined(path, (Shape.Combined) writer, combined, found);
            case Shape.Anything any -> {}
            case Shape.Nothing none -> {}
            case Shape.Truth truth -> {}
            case Shape.Null nothing -> {}
            case Shape.Later later ->
                throw new IllegalStateException(
                        "Not looked at: " + later.place().node());
        }
        return found;
    }

    /** One side is a combination and the other fits into a part of it, or a part of it into the other. */
    private boolean fitsAPart(String path, Shape writer, Shape reader) {
        if (reader instanceof Shape.Combined to && !(writer instanceof Shape.Combined)) {
            return (to.parts().size() == 1 || to.criterion() != Shape.Criterion.ALL)
                    && to.parts().stream()
                            .anyMatch(part -> compare(path, writer, part).isEmpty());
        }
        if (writer instanceof Shape.Combined from && !(reader instanceof Shape.Combined)) {
            return (from.parts().size() == 1 || from.criterion() == Shape.Criterion.ALL)
                    && from.parts().stream()
                            .anyMatch(part -> compare(path, part, reader).isEmpty());
        }
        return false;
    }

    /** Decimals that a converter writes as bytes may change how JSON Schema describes them. */
    private static boolean bytes(Shape shape) {
        return shape.place().node().path("connect.type").asText("").equals("bytes");
    }

    private void combined(String path, Shape.Combined writer, Shape.Combined reader, List<Conflict> found) {
        if (!criteriaFit(writer, reader)) {
            add(
                    found,
                    path,
                    "COMBINED_TYPE_CHANGED",
                    "allOf, anyOf and oneOf were exchanged",
                    writer,
                    reader,
                    "keep the keyword, or use anyOf");
            return;
        }
        List<Shape> before = distinct(writer.parts());
        List<Shape> after = distinct(reader.parts());
        if (before.size() < after.size() && reader.criterion() == Shape.Criterion.ALL) {
            add(
                    found,
                    path,
                    "PRODUCT_TYPE_EXTENDED",
                    "more must hold at once than before",
                    writer,
                    reader,
                    "add no further part to what must all hold");
        } else if (before.size() > after.size() && writer.criterion() != Shape.Criterion.ALL) {
            add(found, path, "SUM_TYPE_NARROWED", "an alternative is gone", writer, reader, "keep every alternative");
        }
        if (matching(path, before, after) < Math.min(before.size(), after.size())) {
            add(
                    found,
                    path,
                    "COMBINED_TYPE_SUBSCHEMAS_CHANGED",
                    "a part fits no part of the other schema",
                    writer,
                    reader,
                    "keep each part, or widen it");
        }
    }

    private static boolean criteriaFit(Shape.Combined writer, Shape.Combined reader) {
        boolean oneBefore = writer.parts().size() == 1;
        boolean oneAfter = reader.parts().size() == 1;
        return writer.criterion() == reader.criterion()
                || reader.criterion() == Shape.Criterion.ANY
                || (oneBefore && oneAfter)
                || (oneBefore && reader.criterion() == Shape.Criterion.ONE)
                || (oneAfter && writer.criterion() == Shape.Criterion.ALL);
    }

    private static List<Shape> distinct(List<Shape> parts) {
        Set<Object> seen = new LinkedHashSet<>();
        return parts.stream()
                .filter(part -> seen.add(
                        List.of(part.getClass(), part.place().node(), part instanceof Shape.Num n && n.whole())))
                .toList();
    }

    /** How many pairs of fitting parts there can be at once: a matching of greatest size, by augmenting paths. */
    private int matching(String path, List<Shape> before, List<Shape> after) {
        boolean[][] fits = new boolean[before.size()][after.size()];
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                fits[i][j] = compare(path, before.get(i), after.get(j)).isEmpty();
            }
        }
        int[] partner = new int[after.size()];
        Arrays.fill(partner, -1);
        int size = 0;
        for (int i = 0; i < before.size(); i++) {
            size += augment(i, fits, partner, new boolean[after.size()]) ? 1 : 0;
        }
        return size;
    }

    private static boolean augment(int from, boolean[][] fits, int[] partner, boolean[] seen) {
        for (int to = 0; to < partner.length; to++) {
            if (fits[from][to] && !seen[to]) {
                seen[to] = true;
                if (partner[to] < 0 || augment(partner[to], fits, partner, seen)) {
                    partner[to] = from;
                    return true;
                }
            }
        }
        return false;
    }

    void add(List<Conflict> found, String path, String kind, String reason, Shape writer, Shape reader, String remedy) {
        if (policy != ContentPolicy.LENIENT || !LENIENT.contains(kind)) {
            found.add(conflict(path, kind, reason, writer, reader, remedy));
        }
    }

    private static Conflict conflict(
            String path, String kind, String reason, Shape writer, Shape reader, String remedy) {
        return new Conflict(
                "#" + path,
                kind,
                reason,
                Json.text(writer.place().node()),
                Json.text(reader.place().node()),
                remedy);
    }
}
