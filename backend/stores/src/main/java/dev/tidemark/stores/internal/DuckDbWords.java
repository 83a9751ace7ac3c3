package dev.tidemark.stores.internal;

import java.util.regex.Pattern;

/** What DuckDB, which has no codes for its errors, says in words. */
public final class DuckDbWords {

    private static final Pattern VALUES = Pattern.compile(
            "^(Conversion Error|Out of Range Error|Invalid Input Error(?!: Attempting to execute))"
                    + "|^Binder Error: (Cannot compare|Cannot mix|No function matches|Could not choose a best candidate|.*explicit type cast)");

    private DuckDbWords() {}

    /** Whether it is the values, or their types, that do not fit what is done with them. */
    public static boolean areAboutValues(String message) {
        return VALUES.matcher(message).find();
    }
}
