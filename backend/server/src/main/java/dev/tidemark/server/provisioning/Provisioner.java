package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.DefinitionsRepository;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the engines agree with each new commit of the definitions, step after step, and tries a step that fails again until it
 * succeeds or a newer commit comes. The portal is not healthy before it has succeeded once.
 */
public final class Provisioner implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final DefinitionsRepository repository;
    private final List<Step> steps;
    private final BlockingQueue<Definitions> commits = new LinkedBlockingQueue<>();

    private volatile @Nullable Thread worker;
    private volatile @Nullable String applied;
    private volatile @Nullable String failing = "waiting for definitions";

    public Provisioner(DefinitionsRepository repository, List<Step> steps) {
        this.repository = repository;
        this.steps = List.copyOf(steps);
    }

    @Override
    public void start() {
        repository.onChange(commits::add);
        commits.add(repository.current());
        worker = Thread.ofPlatform().daemon().name("provisioner").start(this::work);
    }

    @Override
    public void stop() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** The commit that all engines agree with; null before the first. */
    public @Nullable String applied() {
        return applied;
    }

    @Override
    public Health health() {
        String why = failing;
        Health.Builder health = applied == null ? Health.down() : Health.up();
        if (why != null) {
            health.withDetail("pending", why);
        }
        return health.build();
    }

    private void work() {
        try {
            while (true) {
                Definitions commit = commits.take();
                apply(newest(commit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply(Definitions commit) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        int done = 0;
        while (done < steps.size()) {
            Step step = steps.get(done);
            try {
                step.apply(commit);
                done++;
                pause = FIRST_PAUSE;
            } catch (RuntimeException e) {
                failing = "cannot " + step.name() + ": " + e.getMessage();
                LOG.warn("Commit {}: cannot {}, next try in {}", commit.commit(), step.name(), pause, e);
                Definitions newer = commits.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                if (newer != null) {
                    commit = newest(newer);
                    done = 0;
                }
            }
        }
        failing = null;
        applied = commit.commit();
        LOG.info("All engines agree with commit {}", commit.commit());
    }

    private Definitions newest(Definitions commit) {
        Definitions newest = commit;
        for (Definitions next = commits.poll(); next != null; next = commits.poll()) {
            newest = next;
        }
        return newest;
    }
}
