package dev.tidemark.sql.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Which units an expression adds up. Products and quotients have a unit of their own that nobody names. */
final class Units {

    private static final Set<SqlKind> ALIKE = Set.of(
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL);

    private static final Set<String> ALIKE_FUNCTIONS = Set.of("COALESCE", "NULLIF", "GREATEST", "LEAST");

    private final Map<String, String> units;
    private @Nullable String mismatch;

    Units(Map<String, String> units) {
        this.units = units;
    }

    Optional<String> mismatch(SqlNode node) {
        unit(node);
        return Optional.ofNullable(mismatch);
    }

    private @Nullable String unit(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return units.get(String.join(".", name.names));
        }
        if (!(node instanceof SqlCall call)) {
            return null;
        }
        boolean alike = ALIKE.contains(call.getKind())
                || ALIKE_FUNCTIONS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
        String common = null;
        for (SqlNode operand : call.getOperandList()) {
            String unit = unit(operand);
            if (alike && unit != null && common != null && !Objects.equals(unit, common) && mismatch == null) {
                mismatch = common + " and " + unit;
            }
            common = common == null ? unit : common;
        }
        boolean carries = alike || call.getKind() == SqlKind.MINUS_PREFIX || call.getKind() == SqlKind.PLUS_PREFIX;
        return carries ? common : null;
    }
}
