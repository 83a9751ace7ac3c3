package dev.tidemark.local.command;

import dev.tidemark.local.engines.Artifacts;
import dev.tidemark.local.engines.Parts;
import dev.tidemark.local.engines.Setting;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import dev.tidemark.local.home.SupervisorLock;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.StatusBoard;
import dev.tidemark.local.process.Supervisor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The background process behind {@code up}: lives until it is told to end (SIGTERM), then stops everything in order. */
public record Supervise(Options options, Repository repository) {

    public int run() throws IOException, InterruptedException {
        Home home = new Home(options.home());
        Optional<SupervisorLock> lock = SupervisorLock.take(home);
        if (lock.isEmpty()) {
            System.err.println("Another supervisor has " + home.root());
            return 2;
        }
        Setting setting = new Setting(home, Ports.load(home), new Artifacts(repository, home.log()));
        List<Part> parts = Parts.of(setting, options.choice());
        Map<String, Part> byName = parts.stream().collect(Collectors.toMap(Part::name, Function.identity()));
        StatusFile file = StatusFile.of(home);
        StatusBoard board = new StatusBoard(statuses -> file.write(statuses, byName));
        Supervisor supervisor = new Supervisor(parts, board, home.log(), home.run());
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
        supervisor.start();
        new CountDownLatch(1).await();
        return 0;
    }
}
