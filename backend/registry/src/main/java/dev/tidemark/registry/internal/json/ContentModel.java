package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an object or an array says about parts that it does not name.
 *
 * @param further {@code additionalProperties}, {@code additionalItems}, or since 2020-12 {@code items}
 * @param unevaluated what is said for parts that nothing else has looked at
 * @param patterned whether patterns say something about names
 */
record ContentModel(Optional<Place> further, Optional<Place> unevaluated, boolean patterned) {

    static ContentModel ofObject(Place place) {
        return new ContentModel(
                place.member("additionalProperties"),
                place.member("unevaluatedProperties"),
                !place.node().path("patternProperties").isEmpty());
    }

    static ContentModel ofArray(Place place) {
        return new ContentModel(
                place.node().path("items").isArray() || !place.node().has("prefixItems")
                        ? place.member("additionalItems")
                        : place.member("items"),
                place.member("unevaluatedItems"),
                false);
    }

    boolean permitsFurther() {
        return further.map(place -> !is(place, false)).orElse(true);
    }

    /** The schema of further parts; a plain true is none. */
    Optional<Place> schemaOfFurther() {
        return further.filter(place -> !place.node().isBoolean());
    }

    /** Anything may be there. */
    boolean open() {
        return permitsFurther()
                && schemaOfFurther().isEmpty()
                && !patterned
                && unevaluated
                        .map(place -> Shape.of(place) instanceof Shape.Anything)
                        .orElse(true);
    }

    /** What a part of this name must be although it is not named; empty when it may not be there, or be anything. */
    static Optional<Place> covering(Place object, String name) {
        JsonNode patterns = object.node().path("patternProperties");
        for (var each : patterns.properties()) {
            if (Pattern.compile(each.getKey()).matcher(name).find()) {
                return Optional.of(object.at(each.getValue()));
            }
        }
        return ofObject(object).covering();
    }

    Optional<Place> covering() {
        if (schemaOfFurther().isPresent()) {
            return schemaOfFurther();
        }
        return permitsFurther()
                ? unevaluated.filter(place -> !is(place, false) && !(Shape.of(place) instanceof Shape.Anything))
                : Optional.empty();
    }

    private static boolean is(Place place, boolean value) {
        return place.node().isBoolean() && place.node().asBoolean() == value;
    }
}
