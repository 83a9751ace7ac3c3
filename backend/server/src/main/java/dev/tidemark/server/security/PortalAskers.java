package dev.tidemark.server.security;

import dev.tidemark.router.Asker;
import dev.tidemark.router.Askers;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who a caller is, the same at every door: roles with those they imply, so that policies hold for programs and pages alike. */
public final class PortalAskers implements Askers {

    private static final String ROLE = "ROLE_";

    private final Accounts accounts;
    private final RoleHierarchy hierarchy;

    public PortalAskers(Accounts accounts, RoleHierarchy hierarchy) {
        this.accounts = accounts;
        this.hierarchy = hierarchy;
    }

    @Override
    public Asker of(@Nullable Principal caller) {
        if (!(caller instanceof Authentication known)) {
            return new Asker("anonymous", Set.of(), "none");
        }
        String team = known.getPrincipal() instanceof Member member ? member.team() : accounts.teamOf(known.getName());
        return new Asker(known.getName(), implied(known.getAuthorities()), team);
    }

    /** The same asker with the roles that its roles imply. */
    public Asker complete(Asker asker) {
        List<SimpleGrantedAuthority> granted = asker.roles().stream()
                .map(role -> new SimpleGrantedAuthority(ROLE + role))
                .toList();
        return new Asker(asker.user(), implied(granted), asker.team(), asker.attributes());
    }

    private Set<String> implied(Collection<? extends GrantedAuthority> granted) {
        return hierarchy.getReachableGrantedAuthorities(granted).stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(ROLE))
                .map(authority -> authority.substring(ROLE.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
