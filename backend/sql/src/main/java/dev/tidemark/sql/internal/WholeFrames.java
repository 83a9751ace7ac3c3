package dev.tidemark.sql.internal;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A window without an order is the whole partition in every engine, said or not; Redshift, Snowflake and BigQuery take no frame where
 * there is no order (docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis).
 */
final class WholeFrames extends SqlBasicVisitor<@Nullable Void> {

    private WholeFrames() {}

    /** The same statement, changed in place. */
    static SqlNode unsaid(SqlNode statement) {
        statement.accept(new WholeFrames());
        return statement;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWindow window && window.getOrderList().isEmpty()) {
            window.setLowerBound(null);
            window.setUpperBound(null);
        }
        return super.visit(call);
    }
}
