package dev.tidemark.catalog.ossie;

/**
 * Something that does not carry over.
 *
 * @param where the path in the model, such as {@code metrics/revenue}; when read with the line, as in {@code shop.yaml:12 metrics/revenue}
 * @param what is not carried over
 * @param consequence what differs because of it
 * @param remedy what to do about it
 */
public record Loss(String where, String what, String consequence, String remedy) {}
