package dev.tidemark.local.command;

import dev.tidemark.local.home.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code metrics …}: definitions and numbers from the shell, through the running portal. */
public final class Metrics {

    /** Holds an API token for a portal that is not the demo company's. */
    private static final String TOKEN = "TIDEMARK_API_TOKEN";

    private static final String HOME = "--home";

    private final Path home;
    private final Optional<String> token;
    private final PrintStream out;

    /**
     * @param home unless {@code --home} names another
     */
    public Metrics(Path home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.token = Optional.ofNullable(environment.get(TOKEN)).filter(text -> !text.isBlank());
        this.out = out;
    }

    /**
     * @param args what follows {@code metrics}
     * @return the exit code of the process
     */
    public int run(List<String> args) throws IOException, InterruptedException {
        String command = args.isEmpty() ? "" : args.getFirst();
        List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
        int named = rest.indexOf(HOME) + 1;
        Path chosen = named > 0 && named < rest.size() ? Path.of(rest.get(named)) : home;
        PortalDoor portal = new PortalDoor(new Home(chosen), token);
        return switch (command) {
            case "import" -> new ImportMetrics(portal, out).run(rest);
            case "export" -> new ExportMetrics(portal, out).run(rest);
            case "validate" -> new ReviewMetrics(portal, out).validate(rest);
            case "diff" -> new ReviewMetrics(portal, out).diff(rest);
            case "query" -> new AskMetrics(portal, out).query(rest);
            case "explain" -> new AskMetrics(portal, out).explain(rest);
            default -> throw new UsageException("metrics knows validate, diff, query, explain, import and export");
        };
    }
}
