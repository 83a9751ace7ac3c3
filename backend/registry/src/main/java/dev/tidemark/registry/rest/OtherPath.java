package dev.tidemark.registry.rest;

import dev.tidemark.registry.Subject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Other ways to write a path of the protocol. A slash at the end says nothing, and {@code /contexts/.staging} in front of a path means that
 * every name without a context is one of {@code .staging}. Segments stay encoded as they came.
 *
 * @param query what the canonical path says about the context in its query, with its question mark; may be empty
 */
record OtherPath(String path, String query) {

    private static final Set<String> IN_CONTEXTS =
            Set.of("subjects", "schemas", "config", "mode", "compatibility", "contexts", "v1");

    /**
     * @param path below the root of the registry, encoded
     * @param parameters the values of the query by their names; empty when absent
     * @return the same as the protocol's own paths write it; absent when it is written so already
     */
    static Optional<OtherPath> of(String path, UnaryOperator<String> parameters) {
        String trimmed = path.replaceAll("/+$", "");
        List<String> segments =
                List.of(trimmed.substring(Math.min(1, trimmed.length())).split("/"));
        if (segments.size() > 2 && segments.getFirst().equals("contexts") && IN_CONTEXTS.contains(segments.get(2))) {
            return Optional.of(in(context(segments.get(1)), segments.subList(2, segments.size()), parameters));
        }
        return trimmed.length() < path.length() && !trimmed.isEmpty()
                ? Optional.of(new OtherPath(trimmed, ""))
                : Optional.empty();
    }

    private static OtherPath in(String context, List<String> segments, UnaryOperator<String> parameters) {
        List<String> all = new ArrayList<>(segments);
        String root = all.getFirst();
        if (root.equals("config") || root.equals("mode")) {
            if (all.size() == 1) {
                all.add("");
            }
            all.set(1, qualified(context, all.get(1)));
        } else if (root.equals("subjects") && all.size() > 1) {
            all.set(1, qualified(context, all.get(1)));
        } else if (root.equals("compatibility") && all.size() > 2) {
            all.set(2, qualified(context, all.get(2)));
        }
        return new OtherPath("/" + String.join("/", all), query(context, all, parameters));
    }

    private static String query(String context, List<String> segments, UnaryOperator<String> parameters) {
        String name = segments.size() == 1 && Set.of("subjects", "schemas").contains(segments.getFirst())
                ? "subjectPrefix"
                : segments.size() > 2
                                && segments.getFirst().equals("schemas")
                                && segments.get(1).equals("ids")
                        ? "subject"
                        : "";
        return name.isEmpty() ? "" : "?" + name + "=" + qualified(context, encoded(parameters.apply(name)));
    }

    private static String qualified(String context, String segment) {
        String plain = decoded(segment);
        return plain.startsWith(":.") || plain.startsWith(Prefix.EVERY_CONTEXT)
                ? segment
                : encoded(":" + context + ":") + segment;
    }

    private static String context(String segment) {
        String plain = decoded(segment);
        if (plain.startsWith(":.")) {
            return new Subject(plain).context();
        }
        return plain.startsWith(".") ? plain : "." + plain;
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
