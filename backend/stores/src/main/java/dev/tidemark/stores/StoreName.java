package dev.tidemark.stores;

import java.util.regex.Pattern;

/**
 * The id of a store, as written in definitions and receipts. Three of them are the roles that every installation has; others are
 * given to stores that people connect.
 *
 * @param word lower-case letters, digits and hyphens, at most forty, beginning with a letter
 */
public record StoreName(String word) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public static final StoreName REALTIME = new StoreName("realtime");
    public static final StoreName WAREHOUSE = new StoreName("warehouse");
    public static final StoreName LAKEHOUSE = new StoreName("lakehouse");

    public StoreName {
        if (!isId(word)) {
            throw new IllegalArgumentException("no id of a store: " + word);
        }
    }

    public static boolean isId(String word) {
        return ID.matcher(word).matches();
    }

    /** Whether it is one of the roles that every installation has. */
    public boolean isBuiltIn() {
        return equals(REALTIME) || equals(WAREHOUSE) || equals(LAKEHOUSE);
    }

    @Override
    public String toString() {
        return word;
    }
}
