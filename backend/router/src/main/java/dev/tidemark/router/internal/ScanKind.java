package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.SqlExpression;
import java.util.List;

/** What leaves must have in common to come from one scan. */
sealed interface ScanKind {

    record Together(List<Filter> filters) implements ScanKind {}

    /** Only of rows that have a value. */
    record Present(List<Filter> filters, Leaf leaf) implements ScanKind {}

    /** Of each value once. */
    record Distinct(Leaf leaf) implements ScanKind {}

    /** Sums of the same rows, from a rollup. */
    record Summed(List<Filter> rest, SqlExpression rows) implements ScanKind {}
}
