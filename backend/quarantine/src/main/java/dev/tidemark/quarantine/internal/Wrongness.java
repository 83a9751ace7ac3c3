package dev.tidemark.quarantine.internal;

import dev.tidemark.problems.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What events of one cause have in common: family, type, problem, and places without values.
 *
 * @param places sorted
 */
public record Wrongness(String family, @Nullable String type, String reason, List<Fault> places) {

    /** What the check of a schema says has a wording to rely on; other problems have values in their faults. */
    private static final String CHECKED = "invalid-event";

    private static final int MOST_PLACES = 8;

    public Wrongness {
        places = List.copyOf(places);
    }

    static Wrongness of(String family, @Nullable String type, String reason, List<Fault> faults) {
        return new Wrongness(family, type, reason, places(reason, faults));
    }

    /** The faults without values, each once, an array's index as {@code *}. */
    public static List<Fault> places(String reason, List<Fault> faults) {
        return faults.stream()
                .map(fault ->
                        new Fault(pointer(fault.pointer()), reason.equals(CHECKED) ? withoutValue(fault.detail()) : ""))
                .distinct()
                .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::detail))
                .limit(MOST_PLACES)
                .toList();
    }

    private static String pointer(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .map(segment -> segment.matches("[0-9]+") ? "*" : segment)
                .collect(Collectors.joining("/"));
    }

    private static String withoutValue(String detail) {
        int expected = detail.lastIndexOf(", expected ");
        if (detail.startsWith("found ") && expected > 0) {
            String found = detail.substring("found ".length(), expected);
            String kind = found.startsWith("text ") ? "text" : found.startsWith("number ") ? "a number" : found;
            return "found " + kind + detail.substring(expected);
        }
        return detail;
    }

    /** The same for the same wrongness, always. */
    String id() {
        String all = String.join(
                "\u0001",
                family,
                type == null ? "" : type,
                reason,
                places.stream()
                        .map(place -> place.pointer() + "\u0002" + place.detail())
                        .collect(Collectors.joining("\u0003")));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
