package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;

/** Makes one engine agree with the definitions. Repeating it changes nothing more. */
public interface Step {

    /** What it does, as a phrase that follows "cannot": for example {@code create topics}. */
    String name();

    /**
     * @throws RuntimeException when the engine is away or refuses; the step is tried again later
     */
    void apply(Definitions definitions);
}
