package dev.tidemark.registry;

/**
 * What has versions: one type of event. The name is {@code <family>.<type>}, the full name of the Avro record whose namespace is the
 * family (Confluent's RecordNameStrategy). A name may begin with a context, a name space of ids: {@code :.staging:orders.order_placed}.
 */
public record Subject(String name) implements Comparable<Subject> {

    /** Where subjects live whose name has no context. */
    public static final String DEFAULT_CONTEXT = ".";

    /** Stands for everybody in settings and modes. */
    public static final Subject EVERYBODY = new Subject("");

    private static final String GLOBAL_CONTEXT = ".__GLOBAL";

    /** The same subject has one name: the default context is not written out. */
    public Subject {
        if (name.startsWith(":.:")) {
            name = name.substring(3);
        } else if (name.startsWith(":.") && name.indexOf(':', 2) < 0) {
            name = name.equals(":.") ? "" : name + ":";
        }
    }

    public static Subject of(String family, String type) {
        return new Subject(family + "." + type);
    }

    /** Begins with a dot. */
    public String context() {
        return qualified() ? name.substring(1, name.indexOf(':', 2)) : DEFAULT_CONTEXT;
    }

    /** The name without its context; empty when this stands for a whole context. */
    public String unqualified() {
        return qualified() ? name.substring(name.indexOf(':', 2) + 1) : name;
    }

    public boolean qualified() {
        return name.startsWith(":.");
    }

    /** Stands for all subjects of its context. */
    public boolean isContext() {
        return unqualified().isEmpty();
    }

    /** Stands for all contexts together. */
    public boolean isGlobal() {
        return isContext() && context().equals(GLOBAL_CONTEXT);
    }

    /** The subject that means all others of the same context. */
    public Subject ofContext() {
        return qualified() ? new Subject(":" + context() + ":") : EVERYBODY;
    }

    /** How a schema of this subject means a subject's name: in its own context, unless the name says another. */
    public Subject sibling(String other) {
        Subject named = new Subject(other);
        return named.qualified() || !qualified() ? named : new Subject(":" + context() + ":" + other);
    }

    public Subject in(String context) {
        return context.equals(DEFAULT_CONTEXT)
                ? new Subject(unqualified())
                : new Subject(":" + context + ":" + unqualified());
    }

    /** Whether schemas may be registered under this name. */
    public boolean takesSchemas() {
        return takesSettings() && !isContext() && !context().equals(GLOBAL_CONTEXT);
    }

    /** Whether settings and a mode may be kept under this name. */
    public boolean takesSettings() {
        return name.chars().noneMatch(Character::isISOControl)
                && !unqualified().equals("__GLOBAL")
                && !unqualified().equals("__EMPTY");
    }

    @Override
    public int compareTo(Subject other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
