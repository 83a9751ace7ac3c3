package dev.tidemark.registry.internal.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a schema against what its source promises: only optional additions, no renames, no second life of a name, removal only after its
 * day, personal fields marked, an owner, and values that keep their meaning.
 */
public final class EvolutionCheck {

    private final SourceRules rules;
    private final LocalDate today;
    private final List<String> conflicts = new ArrayList<>();

    private EvolutionCheck(SourceRules rules, LocalDate today) {
        this.rules = rules;
        this.today = today;
    }

    /**
     * @param history the fields of all earlier versions, the first first
     * @return what stands against it, in sentences
     */
    public static List<String> check(
            SourceRules rules, LocalDate today, List<List<SchemaField>> history, List<SchemaField> next) {
        EvolutionCheck check = new EvolutionCheck(rules, today);
        if (rules.meaning()) {
            check.meaning(history, next);
        }
        if (rules.rules()) {
            check.owner();
            check.personal(next);
            if (!history.isEmpty()) {
                check.changes(history, next);
            }
        }
        return check.conflicts;
    }

    private void meaning(List<List<SchemaField>> history, List<SchemaField> next) {
        next.stream()
                .filter(field -> field.meaning().startsWith("?"))
                .forEach(field -> add(
                        "the field " + field.path() + " cannot be a "
                                + field.meaning().substring(1) + " as given",
                        "correct the logical type"));
        if (history.isEmpty()) {
            return;
        }
        Map<String, SchemaField> latest = byPath(history.getLast());
        for (SchemaField field : next) {
            SchemaField before = latest.get(field.path());
            if (before != null && !before.meaning().equals(field.meaning())) {
                add(
                        "the field " + field.path() + " would be misread: it was a " + before.meaning() + " and is a "
                                + field.meaning(),
                        "keep the meaning, or add a field by another name");
            }
        }
    }

    private void owner() {
        if (rules.owner().isBlank()) {
            add("nobody owns the source", "set tidemark.owner in the subject's settings to a team");
        }
    }

    private void personal(List<SchemaField> next) {
        next.stream()
                .filter(field -> !field.marked() && looksPersonal(field.name()))
                .forEach(field -> add(
                        "the field " + field.path() + " looks personal and is not marked",
                        "give it the attribute pii, true or false"));
    }

    private boolean looksPersonal(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        Set<String> words = new HashSet<>(List.of(spaced.split("[^a-z]+")));
        words.add(spaced.replaceAll("[^a-z]", ""));
        return words.stream().anyMatch(rules.personal()::contains);
    }

    private void changes(List<List<SchemaField>> history, List<SchemaField> next) {
        Map<String, SchemaField> before = byPath(history.getLast());
        Map<String, SchemaField> after = byPath(next);
        List<SchemaField> added =
                next.stream().filter(field -> !before.containsKey(field.path())).toList();
        List<SchemaField> removed = history.getLast().stream()
                .filter(field -> !after.containsKey(field.path()))
                .toList();
        Set<String> newParents = new HashSet<>();
        for (SchemaField field : added) {
            newParents.add(field.path());
            if (!field.optional() && !insideOf(field, newParents)) {
                add("the new field " + field.path() + " is not optional", "give it a default");
            }
            secondLife(field, history);
        }
        Set<String> goneParents = new HashSet<>();
        for (SchemaField field : removed) {
            goneParents.add(field.path());
            if (!insideOf(field, goneParents)) {
                removal(field, added);
            }
        }
    }

    /** A part of a field that is itself new or gone is told with it. */
    private static boolean insideOf(SchemaField field, Set<String> parents) {
        return parents.stream().anyMatch(parent -> field.path().startsWith(parent + "."));
    }

    private void secondLife(SchemaField field, List<List<SchemaField>> history) {
        for (int i = 0; i < history.size() - 1; i++) {
            SchemaField once = byPath(history.get(i)).get(field.path());
            if (once != null
                    && !(once.shape().equals(field.shape()) && once.meaning().equals(field.meaning()))) {
                add(
                        "the name " + field.path() + " was a " + once.shape() + " in an earlier version and would be a "
                                + field.shape(),
                        "use a name that was never used");
                return;
            }
        }
    }

    private void removal(SchemaField field, List<SchemaField> added) {
        Optional<LocalDate> day =
                Optional.ofNullable(rules.removable().get(field.path())).or(field::removable);
        if (day.isPresent() && !today.isBefore(day.get())) {
            return;
        }
        Optional<SchemaField> twin = added.stream()
                .filter(other ->
                        other.shape().equals(field.shape()) && other.meaning().equals(field.meaning()))
                .findFirst();
        if (twin.isPresent()) {
            add(
                    "the field " + field.path() + " seems to be renamed to "
                            + twin.get().path(),
                    "keep the old name; if both are meant, add the new field first and deprecate the old one");
        } else {
            add(
                    "the field " + field.path() + " is removed "
                            + day.map(until -> "before its day, " + until).orElse("without having been deprecated"),
                    "keep the field; to remove it, state the day with removable_from and wait for it");
        }
    }

    private static Map<String, SchemaField> byPath(List<SchemaField> fields) {
        Map<String, SchemaField> byPath = new LinkedHashMap<>();
        fields.forEach(field -> byPath.put(field.path(), field));
        return byPath;
    }

    private void add(String what, String remedy) {
        conflicts.add("By the rules of the source " + what + ". To be allowed: " + remedy + ".");
    }
}
