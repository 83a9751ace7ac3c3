package dev.tidemark.server.security;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Somebody with an account, as found when they signed in or showed a token. */
final class Member extends User {

    private static final long serialVersionUID = 1L;

    private final String team;

    Member(
            String username,
            String passwordHash,
            boolean enabled,
            String team,
            Collection<? extends GrantedAuthority> authorities) {
        super(username, passwordHash, enabled, true, true, true, authorities);
        this.team = team;
    }

    /** The team that pays for what this person asks. */
    String team() {
        return team;
    }
}
