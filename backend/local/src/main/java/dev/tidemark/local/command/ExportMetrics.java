package dev.tidemark.local.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code metrics export}: the definitions of a workspace for another tool, and what it does not learn from them. Without {@code --out} the
 * losses follow the document as comments, so that all of it is one document still.
 */
final class ExportMetrics {

    private static final List<String> OPTIONS = List.of("--format", "--workspace", "--out", "--home");
    private static final String DEFAULT_WORKSPACE = "storefront";

    private final PortalDoor portal;
    private final PrintStream out;

    ExportMetrics(PortalDoor portal, PrintStream out) {
        this.portal = portal;
        this.out = out;
    }

    int run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of("metrics export", args, OPTIONS, List.of());
        arguments.noWords();
        String workspace = arguments.one("--workspace").orElse(DEFAULT_WORKSPACE);
        PortalDoor.Reply reply = portal.send(
                "GET",
                "/api/v1/workspaces/" + encoded(workspace) + "/export?format="
                        + encoded(arguments.one("--format").orElse("ossie")),
                "application/json",
                new byte[0]);
        if (!reply.ok()) {
            reply.explain(out);
            return 1;
        }
        Map<String, Object> answer = reply.json();
        String document = String.valueOf(answer.get("document"));
        Optional<String> file = arguments.one("--out");
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), document);
        } else {
            out.print(document);
        }
        losses(answer, file.isPresent() ? "" : "# ");
        return 0;
    }

    private void losses(Map<String, Object> answer, String before) {
        List<?> losses = answer.get("losses") instanceof List<?> list ? list : List.of();
        for (Object each : losses) {
            if (each instanceof Map<?, ?> loss) {
                out.println(before + oneLine("lost  " + loss.get("where") + ": " + loss.get("what")));
                out.println(before + oneLine("      " + loss.get("consequence") + " " + loss.get("remedy")));
            }
        }
        out.println(
                before + losses.size() + (losses.size() == 1 ? " thing" : " things") + " other readers do not learn");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
