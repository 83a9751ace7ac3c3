package dev.tidemark.definitions;

import java.util.List;

/** What {@code policies.yaml} of a workspace says about who may see which rows and dimensions. */
public record AccessPolicies(
        Otherwise otherwise, List<AskerAttributes> attributes, List<RowPolicy> rows, List<ColumnPolicy> columns) {

    /** A workspace without the file: everything is open to whoever may ask questions. */
    public static final AccessPolicies NONE = new AccessPolicies(Otherwise.ALLOW, List.of(), List.of(), List.of());

    public AccessPolicies {
        attributes = List.copyOf(attributes);
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /** What holds for a semantic model to which no row policy lets somebody in. */
    public enum Otherwise {
        ALLOW,
        DENY
    }
}
