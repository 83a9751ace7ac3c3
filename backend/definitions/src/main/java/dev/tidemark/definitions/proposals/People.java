package dev.tidemark.definitions.proposals;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Says who a signed-in caller is. The portal knows accounts, roles and teams. */
@FunctionalInterface
public interface People {

    Person of(@Nullable Principal caller);
}
