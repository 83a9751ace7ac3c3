package dev.tidemark.testbed.internal;

import dev.tidemark.local.engines.FlinkPart;
import dev.tidemark.local.engines.KafkaPart;
import dev.tidemark.local.engines.PinotPart;
import dev.tidemark.local.engines.PostgresPart;
import dev.tidemark.local.engines.TemporaryEngines;
import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Engines that this JVM starts as its own processes, each when it is first asked for, and stops when it ends. */
final class OwnEngines implements Engines {

    private @Nullable TemporaryEngines engines;

    @Override
    public Server postgres() {
        return started(PostgresPart.NAME).postgres();
    }

    @Override
    public EngineAddress kafka() {
        return started(KafkaPart.NAME).kafka();
    }

    @Override
    public EngineAddress flink() {
        return started(FlinkPart.JOB_MANAGER, FlinkPart.TASK_MANAGER).flink();
    }

    @Override
    public EngineAddress pinotController() {
        return started(PinotPart.NAME).pinotController();
    }

    @Override
    public EngineAddress pinotBroker() {
        return started(PinotPart.NAME).pinotBroker();
    }

    private synchronized RunningHome started(String... names) {
        try {
            TemporaryEngines here = engines;
            if (here == null) {
                here = TemporaryEngines.in(Repository.around(Path.of("")));
                engines = here;
            }
            here.start(names);
            return RunningHome.at(here.home().root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
