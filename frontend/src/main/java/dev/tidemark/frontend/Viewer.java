package dev.tidemark.frontend;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.tidemark.router.Asker;
import java.util.Set;

/** The person whose page this is. Read under the page's lock; what it returns may go to any thread. */
public final class Viewer {

    private final AuthenticationContext security;
    private final Teams teams;

    public Viewer(AuthenticationContext security, Teams teams) {
        this.security = security;
        this.teams = teams;
    }

    /** The team that pays for what a user asks. */
    @FunctionalInterface
    public interface Teams {
        String of(String user);
    }

    public Asker asker() {
        String name = security.getPrincipalName().orElse("nobody");
        return new Asker(name, Set.copyOf(security.getGrantedRoles()), teams.of(name));
    }

    public boolean administers() {
        return security.hasRole("ADMIN");
    }

    /** Whether this person may propose any change, and bring one into force. */
    public boolean mayPropose() {
        return security.hasAnyRole("BUILDER", "FINANCE", "ADMIN");
    }

    public boolean mayBuild() {
        return security.hasAnyRole("BUILDER", "ADMIN");
    }
}
