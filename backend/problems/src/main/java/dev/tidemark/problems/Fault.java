package dev.tidemark.problems;

import java.util.Objects;

/**
 * One place in the input that is wrong.
 *
 * @param pointer where, as an RFC 6901 JSON pointer such as {@code /properties/amount}, or a line such as {@code revenue.yaml:12}
 * @param detail what is wrong there
 */
public record Fault(String pointer, String detail) {

    /**
     * @throws NullPointerException when a document that is read lacks one
     */
    public Fault {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(detail, "detail");
    }
}
