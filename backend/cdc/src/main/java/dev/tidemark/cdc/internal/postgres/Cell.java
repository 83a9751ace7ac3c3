package dev.tidemark.cdc.internal.postgres;

/** What the log says of one value of a row. */
public sealed interface Cell {

    Cell NULL = new Null();
    Cell UNCHANGED = new Unchanged();

    /** No value. */
    record Null() implements Cell {}

    /** A large value that the change did not touch, and that the log therefore does not repeat. */
    record Unchanged() implements Cell {}

    /**
     * @param value as PostgreSQL writes it
     */
    record Text(String value) implements Cell {

        /** Never the value: it may be a person's. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }
}
