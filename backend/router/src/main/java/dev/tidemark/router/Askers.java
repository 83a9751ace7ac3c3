package dev.tidemark.router;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says who a signed-in caller is to the router. The portal knows accounts and teams. */
@FunctionalInterface
public interface Askers {

    Asker of(@Nullable Principal caller);

    /** Knows nothing but the name. */
    static Asker byName(@Nullable Principal caller) {
        return new Asker(caller == null ? "anonymous" : caller.getName(), Set.of(), "unassigned");
    }
}
