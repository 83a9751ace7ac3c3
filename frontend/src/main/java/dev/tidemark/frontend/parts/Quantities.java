package dev.tidemark.frontend.parts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: grouped, with as many decimals as their unit has. */
public final class Quantities {

    private Quantities() {}

    /** {@code 1,234.50}; whole numbers keep no decimals, money has two, anything else at most four. */
    public static String exact(BigDecimal value, int decimals) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.UK));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(value);
    }

    public static String count(long value) {
        return exact(BigDecimal.valueOf(value), 0);
    }

    /** {@code 4.1 MB}, in powers of ten. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double size = bytes;
        for (String unit : new String[] {"kB", "MB", "GB", "TB"}) {
            size /= 1000;
            if (size < 1000 || unit.equals("TB")) {
                return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
            }
        }
        throw new AssertionError("a size always has a unit");
    }
}
