package dev.tidemark.registry;

import org.jspecify.annotations.Nullable;

/**
 * A schema that somebody wants to be a subject's next version.
 *
 * @param id chosen from outside; only where the mode is import
 * @param version must be the next one, unless the mode is import; null or 0 leaves it to the registry, -1 means the latest
 * @param normalize whether the order of what has no order counts
 * @param force whether it may break the subject's compatibility
 * @param tags written into the schema before it is kept
 */
public record RegistrationRequest(
        SchemaContent content,
        @Nullable Integer id,
        @Nullable Integer version,
        boolean normalize,
        boolean force,
        TagChange tags) {

    public static RegistrationRequest of(SchemaContent content) {
        return new RegistrationRequest(content, null, null, false, false, TagChange.NONE);
    }

    /** With the schema as it will be kept. Who names tags means the version after the latest, and gets it marked. */
    public RegistrationRequest tagged(SchemaContent changed) {
        Integer meant = version == null && tags.named() ? Integer.valueOf(-1) : version;
        return new RegistrationRequest(changed, id, meant, normalize, force, TagChange.NONE);
    }

    /** The registry is to choose the version. */
    public boolean anyVersion() {
        return version == null || version <= 0;
    }

    /** A number was given, or the latest was meant; the version is then marked with its number. */
    public boolean versionNamed() {
        return version != null && version != 0;
    }

    /** Whether an id that is there already is what was asked for. */
    public boolean accepts(int known) {
        return id == null || id < 0 || id == known;
    }
}
