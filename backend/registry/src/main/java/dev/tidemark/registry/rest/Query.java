package dev.tidemark.registry.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** The query of a request, read as leniently as the protocol's first server reads it. */
record Query(HttpServletRequest request) {

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    String text(String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }

    boolean has(String name) {
        return request.getParameter(name) != null;
    }

    List<String> texts(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** The part of the list that was asked for: from an offset on, and not more than a limit above 0. */
    <T> List<T> page(Stream<T> all) {
        int limit = number("limit", -1);
        return all.skip(Math.max(0, number("offset", 0)))
                .limit(limit > 0 ? limit : Integer.MAX_VALUE)
                .toList();
    }

    private int number(String name, int otherwise) {
        String text = text(name);
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Wire.Refusal(HttpStatus.NOT_FOUND);
        }
    }
}
