package dev.tidemark.catalog.ossie;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes relationships entities that both datasets have. */
final class Relationships {

    private final Map<String, Dataset> datasets;
    private final Losses losses;
    private final Map<String, Set<String>> known = new HashMap<>();

    Relationships(Map<String, Dataset> datasets, Losses losses) {
        this.datasets = datasets;
        this.losses = losses;
    }

    void read(Part model) {
        Set<String> names = new HashSet<>();
        for (Part part : model.parts("relationships")) {
            if (!names.add(part.required("name"))) {
                part.fault("This relationship stands here twice. Give one of them another name.");
            }
            relationship(part);
        }
    }

    private void relationship(Part part) {
        @Nullable Dataset from = dataset(part, "from");
        @Nullable Dataset to = dataset(part, "to");
        List<String> fromColumns = part.texts("from_columns");
        List<String> toColumns = part.texts("to_columns");
        if (fromColumns.isEmpty() || fromColumns.size() != toColumns.size()) {
            part.fault("“from_columns” and “to_columns” need the same number of columns, one at least.");
            return;
        }
        if (from == null || to == null) {
            return;
        }
        if (part.has("ai_context") || part.has("custom_extensions")) {
            leftOut(part, "What is said to tools about the relationship", "It is not kept.", "Nothing.");
        }
        String joins = from.name + " does not join to " + to.name + ".";
        if (fromColumns.size() > 1) {
            leftOut(
                    part,
                    "The relationship over " + fromColumns.size() + " columns",
                    joins,
                    "Add a column to both tables that stands for all of them.");
        } else if (leads(to.name, from.name)) {
            leftOut(
                    part,
                    "The relationship that closes a circle",
                    joins,
                    "Remove one of the relationships of the circle.");
        } else {
            join(part, from, fromColumns.getFirst(), to, toColumns.getFirst());
        }
    }

    private void join(Part part, Dataset from, String foreign, Dataset to, String column) {
        known.computeIfAbsent(from.name, name -> new HashSet<>()).add(to.name);
        boolean primary = to.key.filter(column::equals).isPresent();
        if (primary && !from.hasEntity(to.name)) {
            from.entity(to.name, "foreign", foreign);
            return;
        }
        String name = part.required("name");
        if (from.hasEntity(name)
                || to.hasEntity(name)
                || !DatasetReader.NAME.matcher(name).matches()) {
            leftOut(
                    part,
                    "The relationship " + name,
                    from.name + " does not join to " + to.name + " by " + foreign + ".",
                    "Give it a name of letters, digits and underscores that no dataset and no other relationship has.");
            return;
        }
        to.entity(name, "unique", column);
        from.entity(name, "foreign", foreign);
    }

    private @Nullable Dataset dataset(Part part, String key) {
        String name = part.required(key);
        Dataset dataset = datasets.get(name);
        if (dataset == null && !name.isEmpty()) {
            part.fault("“" + key + "” names the dataset " + name + ", which there is not. There are "
                    + String.join(", ", datasets.keySet()) + ".");
        }
        return dataset;
    }

    private boolean leads(String from, String to) {
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(known.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    private void leftOut(Part part, String what, String consequence, String remedy) {
        losses.add(part.where(), what, consequence, remedy);
    }
}
