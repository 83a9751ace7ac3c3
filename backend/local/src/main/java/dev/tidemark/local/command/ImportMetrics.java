package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tidemark.local.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code metrics import DIR}: brings definitions from elsewhere into a workspace, through the running portal. A store that is given by its
 * address is connected first, under the workspace's name.
 */
public final class ImportMetrics {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> KINDS = List.of(".yaml", ".yml", ".json");

    private final Home home;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    public ImportMetrics(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /**
     * @param args what follows {@code metrics import}: the folder, and options with a value each
     * @return the exit code of the process
     */
    public int run(List<String> args) throws IOException, InterruptedException {
        if (args.isEmpty() || args.getFirst().startsWith("--")) {
            throw new UsageException("metrics import needs a folder");
        }
        Path folder = Path.of(args.getFirst());
        Map<String, String> options = options(args.subList(1, args.size()));
        String workspace = required(options, "--workspace");
        String store = required(options, "--store");
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + " is no folder");
        }
        if (store.startsWith("jdbc:")) {
            Optional<Integer> failed = connect(workspace, store, options);
            if (failed.isPresent()) {
                return failed.get();
            }
            store = workspace;
        }
        String set = options.getOrDefault("--set", "");
        return show(send(
                "POST",
                "/api/v1/workspaces/" + encoded(workspace) + "/import?store=" + encoded(store) + "&set=" + encoded(set),
                "application/zip",
                zipped(folder)));
    }

    private static Map<String, String> options(List<String> args) {
        List<String> known = List.of("--workspace", "--store", "--user", "--password-file", "--set", "--home");
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            if (!known.contains(args.get(i)) || i + 1 == args.size()) {
                throw new UsageException("metrics import does not understand " + args.get(i));
            }
            options.put(args.get(i), args.get(i + 1));
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new UsageException("metrics import needs " + name);
        }
        return value;
    }

    /** The exit code when it could not be connected. */
    private Optional<Integer> connect(String id, String jdbcUrl, Map<String, String> options)
            throws IOException, InterruptedException {
        String passwordFile = options.getOrDefault("--password-file", "");
        Map<String, String> connection = Map.of(
                "jdbc_url",
                jdbcUrl,
                "user",
                options.getOrDefault("--user", ""),
                "password",
                passwordFile.isEmpty()
                        ? ""
                        : Files.readString(Path.of(passwordFile)).strip());
        HttpResponse<String> response =
                send("PUT", "/api/v1/stores/" + encoded(id), "application/json", JSON.std.asBytes(connection));
        return response.statusCode() < 300 ? Optional.empty() : Optional.of(show(response));
    }

    private HttpResponse<String> send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        int port = number(JSON.std
                .mapFrom(Files.readString(home.root().resolve("ports.json")))
                .get("portal"));
        Map<String, Object> credentials =
                JSON.std.mapFrom(Files.readString(home.root().resolve("demo-credentials.json")));
        String token =
                credentials.get("api_tokens") instanceof Map<?, ?> tokens ? String.valueOf(tokens.get("admin")) : "";
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }

    private int show(HttpResponse<String> response) {
        out.println(response.body());
        return response.statusCode() < 300 ? 0 : 1;
    }

    /** The files that can be definitions, under their paths in the folder. */
    private static byte[] zipped(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            KINDS.stream().anyMatch(kind -> file.toString().endsWith(kind)))
                    .sorted()
                    .collect(Collectors.toList());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
