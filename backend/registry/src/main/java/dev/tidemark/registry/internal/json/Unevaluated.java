package dev.tidemark.registry.internal.json;

import dev.tidemark.registry.internal.Conflict;
import java.util.List;
import java.util.Optional;

/** Compares what schemas say about parts that no other keyword has looked at. */
final class Unevaluated {

    private Unevaluated() {}

    static void compare(
            JsonSchemaDiff diff,
            String path,
            String keyword,
            String kind,
            Shape writer,
            Shape reader,
            List<Conflict> found) {
        Optional<Place> before = writer.place().member(keyword);
        Optional<Place> after = reader.place().member(keyword);
        if (after.isEmpty()
                || before.map(place -> Shape.of(place) instanceof Shape.Nothing).orElse(false)) {
            return;
        }
        boolean nothing = Shape.of(after.get()) instanceof Shape.Nothing;
        boolean anythingBefore =
                before.map(place -> Shape.of(place) instanceof Shape.Anything).orElse(true);
        boolean anythingAfter = Shape.of(after.get()) instanceof Shape.Anything && before.isPresent();
        if (nothing) {
            diff.add(
                    found,
                    path + "/" + keyword,
                    kind + "_REMOVED",
                    "such parts were allowed",
                    writer,
                    reader,
                    "leave " + keyword + " out");
        } else if (anythingBefore && !anythingAfter) {
            diff.add(
                    found,
                    path + "/" + keyword,
                    kind + "_NARROWED",
                    "such parts could be anything",
                    writer,
                    reader,
                    "leave " + keyword + " out");
        } else if (!anythingAfter && before.isPresent()) {
            found.addAll(diff.compare(path + "/" + keyword, before.get(), after.get()));
        }
    }
}
