package dev.tidemark.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Subjects of the registry may be called anything, so its paths may hold encoded slashes and percent signs: {@code /registry/subjects/a%2Fb}
 * is about one subject. Whoever decides about paths reads them segment by segment, so such a slash never parts two. No other path may.
 */
final class PathFirewall implements HttpFirewall {

    private static final String REGISTRY = "/registry/";

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall anyName = new StrictHttpFirewall();

    PathFirewall() {
        anyName.setAllowUrlEncodedSlash(true);
        anyName.setAllowUrlEncodedPercent(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return request.getRequestURI().startsWith(REGISTRY)
                ? anyName.getFirewalledRequest(request)
                : strict.getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
