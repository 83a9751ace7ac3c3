package dev.tidemark.local.command;

import dev.tidemark.local.engines.Artifacts;
import dev.tidemark.local.engines.Parts;
import dev.tidemark.local.engines.Setting;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import dev.tidemark.local.home.SupervisorLock;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tidemark up}: starts a supervisor in the background and shows what it does until everything is healthy. */
public record Up(Options options, Repository repository, PrintStream out) {

    /** The exit code: 0 when all is healthy, 1 when something failed, 2 when it could not even begin. */
    public int run() throws IOException, InterruptedException {
        Home home = new Home(options.home());
        home.create();
        Optional<ProcessHandle> running = SupervisorLock.holder(home);
        if (running.isPresent()) {
            out.println("Tidemark is already up; nothing to do (./tidemark status shows more).");
            return new Follow(home, running.get(), out).untilHealthy();
        }
        Supervisor.endLeftovers(
                home.run(), name -> out.println("Ended " + name + ", left over by a supervisor that was killed."));
        Optional<Ports> ports = ports(home);
        if (ports.isEmpty() || anyTaken(new Setting(home, ports.get(), new Artifacts(repository, home.log())))) {
            return 2;
        }
        ports.get().save(home);
        return start(home);
    }

    private int start(Home home) throws IOException, InterruptedException {
        StatusFile.of(home).delete();
        out.println("Tidemark is starting; state is in " + home.root() + ", logs in its folder log.");
        ProcessHandle supervisor = new Detached(home, repository).supervisor(options);
        Down down = new Down(home, out);
        Thread stopOnInterrupt = new Thread(down::stopQuietly, "stop-on-interrupt");
        Runtime.getRuntime().addShutdownHook(stopOnInterrupt);
        int exit = new Follow(home, supervisor, out).untilHealthy();
        if (options.has("--foreground") && exit == 0) {
            out.println("Ctrl-C stops it.");
            supervisor.onExit().join();
        }
        Runtime.getRuntime().removeShutdownHook(stopOnInterrupt);
        return exit;
    }

    private Optional<Ports> ports(Home home) throws IOException {
        if (Ports.chosen(home)) {
            Ports kept = Ports.load(home);
            if (options.portOffset().isPresent()
                    && !kept.equals(Ports.usual(options.portOffset().getAsInt()))) {
                out.println(
                        "This installation has its ports already (" + home.portsFile() + "), and its data remembers "
                                + "them. Start without --port-offset, or take another folder: --home DIR --port-offset N.");
                return Optional.empty();
            }
            return Optional.of(kept);
        }
        return Optional.of(
                options.has("--free-ports")
                        ? Ports.free()
                        : Ports.usual(options.portOffset().orElse(0)));
    }

    private boolean anyTaken(Setting setting) throws IOException {
        List<String> taken = new ArrayList<>();
        for (Part part : Parts.of(setting, options.choice())) {
            part.ports().forEach((name, port) -> {
                if (Ports.taken(port)) {
                    taken.add("Port " + port + " is taken by another program, and " + part.name() + " needs it (" + name
                            + ").");
                }
            });
        }
        taken.forEach(out::println);
        if (!taken.isEmpty()) {
            out.println(
                    Ports.chosen(setting.home())
                            ? "Stop that program; or run a second installation: ./tidemark up --home DIR --port-offset 100"
                            : "Stop that program, or move all ports: ./tidemark up --port-offset 100");
        }
        return !taken.isEmpty();
    }
}
