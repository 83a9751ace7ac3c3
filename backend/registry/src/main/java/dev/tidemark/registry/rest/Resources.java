package dev.tidemark.registry.rest;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The paths that the protocol's controllers answer, by whatever method. */
record Resources(List<PathPattern> patterns) {

    private static final String ROOT = "/registry";
    private static final String REST = "/**";

    static Resources of(RequestMappingHandlerMapping mapping) {
        return new Resources(mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPathPatternsCondition() == null
                        ? Stream.of()
                        : info.getPathPatternsCondition().getPatterns().stream())
                .filter(pattern -> pattern.getPatternString().startsWith(ROOT)
                        && !pattern.getPatternString().endsWith(REST))
                .toList());
    }

    /**
     * @param path encoded, from the root of the registry on
     */
    boolean has(String path) {
        PathContainer segments = PathContainer.parsePath(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(segments));
    }
}
