package dev.tidemark.incidents;

/** Keeps secrets so that a copy of the database alone opens none. */
public interface Seal {

    /**
     * @param about what the secret belongs to; it opens for nothing else
     */
    byte[] seal(String about, String secret);

    String open(String about, byte[] sealed);
}
