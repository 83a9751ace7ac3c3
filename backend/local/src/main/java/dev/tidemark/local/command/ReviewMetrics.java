package dev.tidemark.local.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code metrics validate DIR} and {@code metrics diff DIR}: what is wrong with definitions, and what they would change. */
final class ReviewMetrics {

    private static final List<String> OPTIONS = List.of("--workspace", "--set", "--home");
    private static final String DEFAULT_WORKSPACE = "storefront";

    private final PortalDoor portal;
    private final PrintStream out;

    ReviewMetrics(PortalDoor portal, PrintStream out) {
        this.portal = portal;
        this.out = out;
    }

    int validate(List<String> args) throws IOException, InterruptedException {
        PortalDoor.Reply reply = sent("validate", args);
        if (!reply.ok()) {
            reply.explain(out);
            return 1;
        }
        Map<String, Object> found = reply.json();
        out.println(found.get("semantic_models") + " semantic models and " + found.get("metrics")
                + " metrics hold together");
        return 0;
    }

    int diff(List<String> args) throws IOException, InterruptedException {
        PortalDoor.Reply reply = sent("diff", args);
        if (!reply.ok()) {
            reply.explain(out);
            return 1;
        }
        Map<String, Object> found = reply.json();
        List<?> changes = found.get("changes") instanceof List<?> list ? list : List.of();
        for (Object change : changes) {
            if (change instanceof Map<?, ?> each) {
                show(each);
            }
        }
        out.println(
                changes.isEmpty()
                        ? "nothing changes in " + found.get("workspace")
                        : changes.size() + (changes.size() == 1 ? " metric changes" : " metrics change") + " in "
                                + found.get("workspace"));
        return 0;
    }

    private void show(Map<?, ?> change) {
        String called = change.get("version_called_for") == null
                ? ""
                : "  (calls for version " + change.get("version_called_for") + ")";
        out.println(String.valueOf(change.get("kind")).replace('_', ' ') + "  " + change.get("metric") + called);
        if (change.get("differences") instanceof List<?> differences) {
            differences.forEach(difference -> out.println("    " + difference));
        }
    }

    private PortalDoor.Reply sent(String what, List<String> args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of("metrics " + what, args, OPTIONS, List.of());
        byte[] zip = DefinitionsZip.of(Path.of(arguments.only("a folder")));
        String workspace = arguments.one("--workspace").orElse(DEFAULT_WORKSPACE);
        String set = arguments.all("--set").stream().map(ReviewMetrics::encoded).collect(Collectors.joining(","));
        return portal.send(
                "POST",
                "/api/v1/workspaces/" + encoded(workspace) + "/" + what + "?set=" + set,
                "application/zip",
                zip);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
