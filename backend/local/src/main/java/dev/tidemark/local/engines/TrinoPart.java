package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Trino over the same Iceberg catalog and files; only on request, because it is a download of 800 MB. */
public record TrinoPart(Setting setting) implements Part {

    public static final String NAME = "trino";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> dependsOn() {
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(NAME, setting.ports().of(NAME));
    }

    @Override
    public Optional<String> url() {
        return Optional.of("http://127.0.0.1:" + setting.ports().of(NAME));
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException, InterruptedException {
        Path server = unpacked(progress);
        Path etc = setting.home().conf().resolve(NAME);
        List<String> flags = List.of(
                "-Xmx1g",
                "-XX:+UseG1GC",
                "-XX:-UseSerialGC",
                "-XX:ReservedCodeCacheSize=256M",
                "-Djdk.attach.allowAttachSelf=true",
                "--add-modules=jdk.incubator.vector",
                "-Dnode.environment=local",
                "-Dnode.id=local-1",
                "-Dnode.data-dir=" + setting.home().data(NAME),
                "-Dnode.bind-ip=127.0.0.1",
                "-Dnode.internal-address=127.0.0.1",
                "-Dcatalog.config-dir=" + etc.resolve("catalog"),
                "-Dconfig=" + etc.resolve("config.properties"),
                "-Dlog.levels-file=" + etc.resolve("log.properties"));
        return new ProcessSpec(
                NAME,
                Jvm.command(flags, server.resolve("lib") + "/*", "io.trino.server.TrinoServer"),
                Map.of(),
                new HealthProbe.Http(
                        URI.create("http://127.0.0.1:" + setting.ports().of(NAME) + "/v1/info"), "\"starting\":false"),
                Lifetime.USUAL.stoppedWithin(Duration.ofSeconds(10)),
                Precedence.SECOND);
    }

    /** The server with the plug-ins that are used, and no others: Trino opens everything it finds. */
    private Path unpacked(Progress progress) throws IOException, InterruptedException {
        List<Path> archives = setting.artifacts().classPath(NAME, List.of(), progress);
        Path folder = setting.artifacts().repository().engine(NAME).resolve("target/trino-server");
        if (!Files.isDirectory(folder)) {
            progress.now(PartState.PREPARING, "unpacking");
            try (InputStream in =
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archives.getFirst())), 1 << 16)) {
                Tar.unpack(in, folder);
            }
        }
        try (var roots = Files.list(folder)) {
            return roots.filter(root -> Files.isDirectory(root.resolve("lib")))
                    .findFirst()
                    .orElseThrow(() -> new IOException(folder + " holds no Trino"));
        }
    }

    @Override
    public void prepare(ProcessSpec spec, Progress progress) throws IOException {
        Path etc = setting.home().conf().resolve(NAME);
        Path plugins = setting.home().data(NAME).resolve("plugins");
        linkPlugins(spec, plugins);
        String port = Integer.toString(setting.ports().of(NAME));
        Template.write(
                "trino.properties",
                Map.of("port", port, "plugins", plugins.toString()),
                etc.resolve("config.properties"));
        Template.write("trino-log.properties", Map.of(), etc.resolve("log.properties"));
        Template.write(
                "trino-lake.properties",
                Map.of(
                        "postgres_port", Integer.toString(setting.ports().of(PostgresPart.NAME)),
                        "user", PostgresPart.USER,
                        "password", Files.readString(setting.home().secrets().postgresPassword()),
                        "lake",
                                Files.createDirectories(setting.home().data("lake"))
                                        .toString()),
                setting.home().secrets().ownerOnly("trino-lake.properties"));
        Files.createDirectories(etc.resolve("catalog"));
        Path catalog = etc.resolve("catalog/lake.properties");
        Files.deleteIfExists(catalog);
        Files.createSymbolicLink(catalog, setting.home().secrets().ownerOnly("trino-lake.properties"));
    }

    private static void linkPlugins(ProcessSpec spec, Path plugins) throws IOException {
        String libraries = spec.command().get(spec.command().indexOf("-cp") + 1);
        Path server = Path.of(libraries.substring(0, libraries.length() - "/lib/*".length()));
        Files.createDirectories(plugins);
        for (String plugin : List.of("iceberg")) {
            Path link = plugins.resolve(plugin);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, server.resolve("plugin").resolve(plugin));
        }
    }
}
