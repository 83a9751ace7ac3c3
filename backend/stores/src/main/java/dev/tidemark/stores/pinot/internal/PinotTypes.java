package dev.tidemark.stores.pinot.internal;

import dev.tidemark.stores.ColumnType;

/** Pinot's words for types, and what stands for an absent value in its columns. */
public final class PinotTypes {

    /** Stands for an absent text: Pinot has no nulls in answers, and a real value is never this. */
    public static final String NO_TEXT = "␀";

    private PinotTypes() {}

    public static String of(ColumnType type) {
        return switch (type) {
            case STRING, DATE -> "STRING";
            case LONG -> "LONG";
            case DECIMAL -> "BIG_DECIMAL";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMP";
        };
    }

    public static ColumnType columnType(String pinot) {
        return switch (pinot) {
            case "INT", "LONG" -> ColumnType.LONG;
            case "BIG_DECIMAL" -> ColumnType.DECIMAL;
            case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "TIMESTAMP" -> ColumnType.TIMESTAMP;
            default -> ColumnType.STRING;
        };
    }
}
