package dev.tidemark.server.security;

import dev.tidemark.server.PortalSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises {@code Authorization: Bearer …}: an API token of a person, or the token that our own processes show. */
class BearerTokens {

    /** The role of our own processes; no person has it. */
    static final String PROCESS = "ROLE_PROCESS";

    private static final String SCHEME = "Bearer ";

    private static final String FOUND = BearerTokens.class.getName() + ".found";

    private record Found(Optional<Authentication> authentication) {}

    private final Accounts accounts;
    private final PortalSettings settings;

    BearerTokens(Accounts accounts, PortalSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** A filter for one chain. Not a bean: Spring Boot would put it in front of every request. */
    Filter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                authenticate(request).ifPresent(BearerTokens::enter);
                chain.doFilter(request, response);
            }
        };
    }

    boolean recognises(HttpServletRequest request) {
        return authenticate(request).isPresent();
    }

    /** Looked up once for a request, however many ask. */
    private Optional<Authentication> authenticate(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Found known) {
            return known.authentication();
        }
        Optional<Authentication> authentication = lookedUp(request);
        request.setAttribute(FOUND, new Found(authentication));
        return authentication;
    }

    private Optional<Authentication> lookedUp(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        String internal = settings.internalToken();
        if (!internal.isEmpty() && Secrets.same(internal, token)) {
            return Optional.of(UsernamePasswordAuthenticationToken.authenticated(
                    "process", "", List.of(new SimpleGrantedAuthority(PROCESS))));
        }
        return accounts.findByToken(token)
                .filter(UserDetails::isEnabled)
                .map(user -> UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
    }

    private static void enter(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
