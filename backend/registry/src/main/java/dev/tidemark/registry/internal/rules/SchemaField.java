package dev.tidemark.registry.internal.rules;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A field as the rules see it, in whatever language the schema is.
 *
 * @param path names joined by dots, such as {@code lines.sku}
 * @param shape its type in words; two fields of one shape could be one field under two names
 * @param meaning what its value stands for: a plain value, or a decimal of a scale, a time of a unit
 * @param optional who does not write it harms nobody
 * @param removable from this day on it may go; empty when it is not deprecated
 * @param marked whether the schema says if it is personal
 */
public record SchemaField(
        String path, String shape, String meaning, boolean optional, Optional<LocalDate> removable, boolean marked) {

    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
