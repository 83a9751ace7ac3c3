package dev.tidemark.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A part that is a line of shell. */
record FakePart(String name, Set<String> dependsOn, String script, HealthProbe probe) implements Part {

    static FakePart sleeping(String name, String... dependsOn) {
        return new FakePart(name, Set.of(dependsOn), "exec sleep 600", new HealthProbe.Running());
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of();
    }

    @Override
    public ProcessSpec fetch(Progress progress) {
        return new ProcessSpec(
                name,
                List.of("bash", "-c", script),
                Map.of(),
                probe,
                new Lifetime(Duration.ofSeconds(20), Duration.ofSeconds(2), "TERM"),
                Precedence.LAST);
    }

    /** Cannot be fetched. */
    record Missing(String name) implements Part {
        @Override
        public Set<String> dependsOn() {
            return Set.of();
        }

        @Override
        public Map<String, Integer> ports() {
            return Map.of();
        }

        @Override
        public ProcessSpec fetch(Progress progress) throws java.io.IOException {
            throw new java.io.IOException("no network");
        }
    }

    /** Is being fetched for ever. */
    record Fetching(String name, CountDownLatch begun) implements Part {
        @Override
        public Set<String> dependsOn() {
            return Set.of();
        }

        @Override
        public Map<String, Integer> ports() {
            return Map.of();
        }

        @Override
        public ProcessSpec fetch(Progress progress) throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
            throw new AssertionError(Path.of("never"));
        }
    }
}
