package dev.tidemark.problems;

import java.util.Locale;

/**
 * One entry of a feature's catalogue of errors. Implemented by enums only, so that {@link #name()} is the constant's name.
 *
 * <p>{@link #detail()} and {@link #remedy()} are templates with the placeholders <code>{0}</code>, <code>{1}</code> …
 */
public interface Problem {

    String name();

    Owner owner();

    /** The HTTP status this problem is answered with. */
    int status();

    /** A short sentence that is the same for every occurrence. */
    String title();

    /** What is wrong and where, for this occurrence. */
    String detail();

    /** What to do next. */
    String remedy();

    /** The stable code in documents, metrics and the address of the page about it, for example {@code unknown-type}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
