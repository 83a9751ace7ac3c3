package dev.tidemark.frontend.explore;

import java.util.List;

/** What an answer can be compared with. */
final class Comparisons {

    static final String NONE = "";
    static final String PREVIOUS_PERIOD = "previous_period";
    static final String LAST_YEAR = "same_period_last_year";
    static final String WEEK = "7 days";

    static final List<String> OFFERED = List.of(NONE, PREVIOUS_PERIOD, WEEK, LAST_YEAR);

    private Comparisons() {}

    static String words(String comparison) {
        return switch (comparison) {
            case NONE -> "nothing";
            case PREVIOUS_PERIOD -> "the period before";
            case LAST_YEAR -> "a year earlier";
            case WEEK -> "a week earlier";
            default -> comparison + " earlier";
        };
    }
}
