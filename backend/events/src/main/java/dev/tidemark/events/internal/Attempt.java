package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.List;

/** One conversion under way: what is written, where it stands, what was wrong. */
public final class Attempt {

    /** More faults than this are counted, not listed. */
    public static final int MOST_FAULTS = 50;

    private static final int MOST_SHOWN = 40;

    private final String root;
    private final AvroBuffer out;
    private final List<String> path = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    public Attempt(String root, AvroBuffer out) {
        this.root = root;
        this.out = out;
    }

    public AvroBuffer out() {
        return out;
    }

    public List<Fault> faults() {
        return faults;
    }

    void enter(String segment) {
        path.add(segment);
    }

    void leave() {
        path.remove(path.size() - 1);
    }

    /** The value is of another type than the schema's. */
    void mismatch(JsonNode found, String expected) {
        fault("found " + describe(found) + ", expected " + expected);
    }

    void fault(String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(pointer(), detail));
        }
    }

    /** Takes back every fault after the first so many. */
    void forgetFaults(int kept) {
        faults.subList(kept, faults.size()).clear();
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder(root);
        for (String segment : path) {
            pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String describe(JsonNode found) {
        return switch (found.getNodeType()) {
            case STRING -> "text \"" + shortened(found.textValue()) + '"';
            case NUMBER -> "number " + shortened(found.asText());
            case BOOLEAN -> found.asText();
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
