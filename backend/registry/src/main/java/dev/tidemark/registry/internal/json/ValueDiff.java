package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.registry.internal.Conflict;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares what schemas say about single values. */
record ValueDiff(JsonSchemaDiff diff, String path, List<Conflict> found) {

    private static final int MOST_DIGITS = 400; // a double has no more before or after its point

    void texts(Shape writer, Shape reader) {
        most("maxLength", "MAX_LENGTH", writer, reader);
        least("minLength", "MIN_LENGTH", writer, reader);
        String before = node(writer).path("pattern").asText("");
        String after = node(reader).path("pattern").asText("");
        if (!after.isEmpty() && !after.equals(before)) {
            add(
                    "pattern",
                    before.isEmpty() ? "PATTERN_ADDED" : "PATTERN_CHANGED",
                    "the pattern may exclude what was written",
                    writer,
                    reader,
                    "keep the pattern or leave it out");
        }
    }

    void numbers(Shape.Num writer, Shape.Num reader) {
        most("maximum", "MAXIMUM", writer, reader);
        least("minimum", "MINIMUM", writer, reader);
        most("exclusiveMaximum", "EXCLUSIVE_MAXIMUM", writer, reader);
        least("exclusiveMinimum", "EXCLUSIVE_MINIMUM", writer, reader);
        multiples(writer, reader);
        if (!writer.whole() && reader.whole()) {
            add("type", "TYPE_NARROWED", "fractions are not allowed any more", writer, reader, "keep the type number");
        }
    }

    private void multiples(Shape writer, Shape reader) {
        JsonNode before = node(writer).path("multipleOf");
        JsonNode after = node(reader).path("multipleOf");
        if (!after.isNumber()) {
            return;
        }
        if (!before.isNumber()) {
            add(
                    "multipleOf",
                    "MULTIPLE_OF_ADDED",
                    "other numbers were allowed",
                    writer,
                    reader,
                    "leave multipleOf out");
            return;
        }
        BigDecimal was = before.decimalValue();
        BigDecimal is = after.decimalValue();
        if (was.compareTo(is) != 0 && !isMultiple(was, is)) {
            boolean wider = isMultiple(is, was);
            add(
                    "multipleOf",
                    wider ? "MULTIPLE_OF_EXPANDED" : "MULTIPLE_OF_CHANGED",
                    "other numbers were allowed",
                    writer,
                    reader,
                    "use a divisor of " + was);
        }
    }

    /** Of numbers too far apart it says no: telling would take as many digits as their exponents differ. */
    private static boolean isMultiple(BigDecimal number, BigDecimal of) {
        return of.signum() != 0
                && Math.abs((long) number.scale() - of.scale()) <= MOST_DIGITS
                && number.remainder(of).signum() == 0;
    }

    void enumerations(Shape writer, Shape reader) {
        Set<JsonNode> before = values(writer);
        Set<JsonNode> after = values(reader);
        if (!after.containsAll(before)) {
            add(
                    "enum",
                    before.containsAll(after) ? "ENUM_ARRAY_NARROWED" : "ENUM_ARRAY_CHANGED",
                    "values that may have been written are not allowed any more",
                    writer,
                    reader,
                    "keep every value; further ones may be added");
        }
    }

    private static Set<JsonNode> values(Shape shape) {
        Set<JsonNode> values = new HashSet<>();
        node(shape).path("enum").forEach(values::add);
        return values;
    }

    void constants(Shape writer, Shape reader) {
        if (!node(writer).get("const").equals(node(reader).get("const"))) {
            add("const", "ENUM_ARRAY_CHANGED", "the only allowed value differs", writer, reader, "keep the value");
        }
    }

    void conditionals(Shape writer, Shape reader) {
        for (String keyword : List.of("if", "then", "else")) {
            if (!node(writer).path(keyword).equals(node(reader).path(keyword))) {
                add(
                        keyword,
                        "CONDITION_CHANGED",
                        "a condition changed, whose effect cannot be told",
                        writer,
                        reader,
                        "keep if, then and else as they are, or leave them out");
                return;
            }
        }
    }

    /** What is excluded must shrink, so the comparison turns round. */
    void negations(Shape writer, Shape reader) {
        Place before = writer.place().at(node(writer).get("not"));
        Place after = reader.place().at(node(reader).get("not"));
        if (!diff.compare(path + "/not", after, before).isEmpty()) {
            add("not", "NOT_TYPE_EXTENDED", "more is excluded than before", writer, reader, "exclude no more");
        }
    }

    /** A limit from above may only rise or go. */
    void most(String keyword, String kind, Shape writer, Shape reader) {
        limit(keyword, kind, writer, reader, 1);
    }

    /** A limit from below may only fall or go. */
    void least(String keyword, String kind, Shape writer, Shape reader) {
        limit(keyword, kind, writer, reader, -1);
    }

    private void limit(String keyword, String kind, Shape writer, Shape reader, int direction) {
        JsonNode before = node(writer).path(keyword);
        JsonNode after = node(reader).path(keyword);
        if (after.isBoolean() && after.asBoolean() && !before.asBoolean(false)) {
            add(keyword, kind + "_ADDED", "the limit itself is excluded now", writer, reader, "leave it out");
        }
        if (!after.isNumber()) {
            return;
        }
        String word = keyword.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        if (!before.isNumber()) {
            add(keyword, kind + "_ADDED", "there was no " + word + " before", writer, reader, "leave it out");
        } else if (Integer.signum(after.decimalValue().compareTo(before.decimalValue())) == -direction) {
            add(
                    keyword,
                    kind + (direction > 0 ? "_DECREASED" : "_INCREASED"),
                    "the " + word + " is tighter",
                    writer,
                    reader,
                    "keep " + before + " or a looser limit");
        }
    }

    private void add(String keyword, String kind, String reason, Shape writer, Shape reader, String remedy) {
        diff.add(found, path + "/" + keyword, kind, reason, writer, reader, remedy);
    }

    private static JsonNode node(Shape shape) {
        return shape.place().node();
    }
}
