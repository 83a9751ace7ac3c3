package dev.tidemark.local;

import dev.tidemark.local.command.Browser;
import dev.tidemark.local.command.Down;
import dev.tidemark.local.command.Metrics;
import dev.tidemark.local.command.Options;
import dev.tidemark.local.command.Prove;
import dev.tidemark.local.command.Reset;
import dev.tidemark.local.command.Status;
import dev.tidemark.local.command.Supervise;
import dev.tidemark.local.command.Up;
import dev.tidemark.local.command.UsageException;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the script {@code tidemark} runs. */
public final class Main {

    private static final int USAGE = 64;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args), System.getenv()));
    }

    static int run(List<String> args, Map<String, String> environment) throws InterruptedException {
        try {
            Path checkout = Path.of(environment.getOrDefault("TIDEMARK_REPOSITORY", ""));
            Repository repository = Repository.around(checkout);
            String home = environment.getOrDefault(
                    "TIDEMARK_HOME", repository.root().resolve(".tidemark").toString());
            if (args.isEmpty()) {
                throw new UsageException("no command");
            }
            if (args.getFirst().equals("metrics")) {
                return new Metrics(Path.of(home), environment, System.out).run(args.subList(1, args.size()));
            }
            return run(args.getFirst(), Options.parse(args.subList(1, args.size()), Path.of(home)), repository);
        } catch (UsageException e) {
            System.err.println("tidemark: " + e.getMessage() + " (./tidemark help lists the commands)");
            return USAGE;
        } catch (IOException e) {
            System.err.println("tidemark: " + e.getMessage());
            return 1;
        }
    }

    private static int run(String command, Options options, Repository repository)
            throws IOException, InterruptedException {
        Home home = new Home(options.home());
        return switch (command) {
            case "up" -> new Up(options, repository, System.out).run();
            case "supervise" -> new Supervise(options, repository).run();
            case "down" -> new Down(home, System.out).run();
            case "status" -> new Status(home, options.has("--json"), System.out).run();
            case "reset" -> new Reset(home, options.has("--yes"), System.out).run();
            case "open" -> new Browser(System.out).open(home);
            case "test" -> new Prove(options.has("--fast"), options.choice().trino(), repository, System.out).run();
            default -> throw new UsageException("unknown command " + command);
        };
    }
}
