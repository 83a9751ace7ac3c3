package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.process.PidFile;
import dev.tidemark.local.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All engines, started, hurt and stopped by the commands as a person would. */
@Tag("engines")
class EnginesTest {

    private static final List<String> PARTS =
            List.of("postgres", "kafka", "flink-jobmanager", "flink-taskmanager", "pinot");

    @TempDir
    Path folder;

    @AfterEach
    void down() throws InterruptedException {
        tidemark("down");
    }

    @Test
    void the_engines_come_up_survive_a_kill_and_go_down_without_a_trace() throws Exception {
        assertThat(tidemark("up", "--engines-only", "--free-ports")).isZero();
        assertThat(tidemark("status", "--json")).isZero();
        assertThat(tidemark("up", "--engines-only"))
                .as("a second up does nothing")
                .isZero();

        ProcessIdentity kafka = pid("kafka").orElseThrow();
        kafka.running().orElseThrow().destroyForcibly();
        awaitAnother("kafka", kafka);
        awaitHealthy();

        List<ProcessIdentity> processes = new ArrayList<>();
        PARTS.forEach(part -> processes.add(pid(part).orElseThrow()));
        List<ProcessHandle> all = processes.stream()
                .map(process -> process.running().orElseThrow())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        assertThat(tidemark("down")).isZero();

        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(Ports.load(new Home(folder)).byName().values()).noneMatch(Ports::taken);
        assertThat(tidemark("status")).isEqualTo(3);
    }

    private java.util.Optional<ProcessIdentity> pid(String part) {
        return new PidFile(new Home(folder).run().resolve(part + ".pid")).read();
    }

    private void awaitAnother(String part, ProcessIdentity before) throws InterruptedException {
        await(() -> pid(part).filter(now -> !now.equals(before)).isPresent(), part + " was not started again");
    }

    private void awaitHealthy() throws InterruptedException {
        await(() -> tidemark("status") == 0, "not healthy again");
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static void await(Condition condition, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private int tidemark(String... arguments) throws InterruptedException {
        return Main.run(List.of(arguments), Map.of("TIDEMARK_HOME", folder.toString()));
    }
}
