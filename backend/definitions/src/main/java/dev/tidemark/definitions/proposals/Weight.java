package dev.tidemark.definitions.proposals;

import java.util.Locale;

/** How much a change means to those who rely on what it changes, the lightest first. */
public enum Weight {
    /** Other words for the same thing. */
    WORDING,
    /** More than before; what was there stays as it was. */
    ADDITIVE,
    /** The same question gets another answer. */
    CHANGES_NUMBERS,
    /** A question that had an answer has none any more. */
    BREAKING;

    /** As written in documents, for example {@code changes_numbers}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
