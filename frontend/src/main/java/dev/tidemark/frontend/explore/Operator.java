package dev.tidemark.frontend.explore;

/** How a dimension is compared with values. */
public enum Operator {
    IS("is"),
    IS_NOT("is not"),
    CONTAINS("contains"),
    IS_EMPTY("is empty"),
    IS_NOT_EMPTY("is not empty");

    private final String label;

    Operator(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it needs something to compare with. */
    public boolean takesValues() {
        return this != IS_EMPTY && this != IS_NOT_EMPTY;
    }
}
