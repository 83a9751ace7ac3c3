package dev.tidemark.problems;

import java.util.Locale;

/** One entry of a feature's catalogue of errors. Implemented by enums only, so that {@link #name()} is the constant's name. */
public interface Problem {

    String name();

    ProblemText text();

    /** Who can do something about it. */
    default Owner owner() {
        return text().owner();
    }

    default int status() {
        return text().status();
    }

    default String title() {
        return text().title();
    }

    default String detail() {
        return text().detail();
    }

    default String remedy() {
        return text().remedy();
    }

    /** The stable code in documents, metrics and the address of the page about it, for example {@code unknown-type}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
