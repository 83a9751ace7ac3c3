package dev.tidemark.registry;

/** Which versions or subjects a list shall have, by their soft deletion. */
public enum Listing {
    LIVE,
    WITH_DELETED,
    DELETED_ONLY;

    public static Listing of(boolean deleted, boolean deletedOnly) {
        if (deletedOnly) {
            return DELETED_ONLY;
        }
        return deleted ? WITH_DELETED : LIVE;
    }

    public boolean shows(boolean deleted) {
        return switch (this) {
            case LIVE -> !deleted;
            case WITH_DELETED -> true;
            case DELETED_ONLY -> deleted;
        };
    }
}
