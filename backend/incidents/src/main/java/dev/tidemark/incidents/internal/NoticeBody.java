package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.ProposalNews;
import dev.tidemark.incidents.Resolution;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it is sent: what is wrong with what, and where to look. Evidence and what people wrote stay in the portal, where it is known
 * who reads them.
 */
final class NoticeBody {

    private NoticeBody() {}

    static String of(UUID id, String change, Instant at, Incident incident, URI portal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("number", incident.id());
        members.put("subject_kind", incident.subject().kind().word());
        members.put("subject", incident.subject().name());
        members.put("check", incident.check().word());
        members.put("severity", incident.severity().word());
        members.put("state", incident.state().word());
        members.put("owner", incident.owner());
        members.put("assignee", incident.assignee().orElse(null));
        members.put("summary", incident.summary());
        members.put("affects", incident.affects());
        members.put("began_at", incident.times().began().toString());
        members.put("detected_at", incident.times().detected().toString());
        members.put(
                "resolved_at",
                incident.times().resolved().map(Instant::toString).orElse(null));
        members.put("resolution", incident.resolution().map(Resolution::word).orElse(null));
        members.put("previous", incident.previous().orElse(null));
        members.put("url", address(portal, incident.page()));
        members.put("mend_url", address(portal, incident.link()));
        return whole(id, "incident." + change, at, members);
    }

    static String of(UUID id, ProposalNews news, URI portal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("number", news.proposal());
        members.put("by", news.by());
        members.put("author", news.author());
        members.put("awaits", news.awaits());
        members.put("summary", news.summary());
        members.put("url", address(portal, news.page()));
        return whole(id, "proposal." + news.change(), news.at(), members);
    }

    static String test(UUID id, Instant at, String by, URI portal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("summary", by + " tries whether notices arrive. Nothing is wrong.");
        members.put("url", address(portal, "incidents"));
        return whole(id, "test", at, members);
    }

    private static String whole(UUID id, String type, Instant at, Map<String, @Nullable Object> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.put("data", members);
        return Json.inOrder(body);
    }

    private static String address(URI portal, String page) {
        String root = portal.toString();
        return (root.endsWith("/") ? root : root + "/") + page;
    }
}
