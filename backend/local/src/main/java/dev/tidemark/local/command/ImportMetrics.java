package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
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
 * {@code metrics import DIR}: brings definitions from elsewhere into a workspace. A store that is given by its address is connected first, under
 * the workspace's name.
 */
final class ImportMetrics {

    private static final List<String> OPTIONS =
            List.of("--workspace", "--store", "--user", "--password-file", "--set", "--home");

    private final PortalDoor portal;
    private final PrintStream out;

    ImportMetrics(PortalDoor portal, PrintStream out) {
        this.portal = portal;
        this.out = out;
    }

    /**
     * @param args what follows {@code metrics import}: the folder, and options with a value each
     * @return the exit code of the process
     */
    int run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of("metrics import", args, OPTIONS, List.of());
        Path folder = Path.of(arguments.only("a folder"));
        String workspace = arguments.required("--workspace");
        String store = arguments.required("--store");
        byte[] zip = DefinitionsZip.of(folder);
        if (store.startsWith("jdbc:")) {
            PortalDoor.Reply connected = connect(workspace, store, arguments);
            if (!connected.ok()) {
                return show(connected);
            }
            store = workspace;
        }
        String set = String.join(",", arguments.all("--set"));
        return show(portal.send(
                "POST",
                "/api/v1/workspaces/" + encoded(workspace) + "/import?store=" + encoded(store) + "&set=" + encoded(set),
                "application/zip",
                zip));
    }

    private PortalDoor.Reply connect(String id, String jdbcUrl, Arguments arguments)
            throws IOException, InterruptedException {
        Optional<String> passwordFile = arguments.one("--password-file");
        Map<String, String> connection = Map.of(
                "jdbc_url",
                jdbcUrl,
                "user",
                arguments.one("--user").orElse(""),
                "password",
                passwordFile.isEmpty()
                        ? ""
                        : Files.readString(Path.of(passwordFile.get())).strip());
        return portal.send("PUT", "/api/v1/stores/" + encoded(id), "application/json", JSON.std.asBytes(connection));
    }

    private int show(PortalDoor.Reply reply) throws IOException {
        if (reply.ok()) {
            out.println(reply.body());
            return 0;
        }
        reply.explain(out);
        return 1;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
