package dev.tidemark.demo.collector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the events of several sources at once, each source's in their order. The order of a user's events holds within a source:
 * services that do not know of each other cannot promise more.
 */
public final class Dispatch implements AutoCloseable {

    private final Collector collector;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Dispatch(Collector collector) {
        this.collector = collector;
    }

    /** Returns when each event has its final answer. */
    public Delivery send(List<Event> events) throws InterruptedException {
        Map<String, List<Event>> bySource = new LinkedHashMap<>();
        events.forEach(event ->
                bySource.computeIfAbsent(event.source(), s -> new ArrayList<>()).add(event));
        List<Callable<Delivery>> calls = new ArrayList<>();
        bySource.forEach((source, own) -> calls.add(() -> collector.send(source, own)));
        Delivery all = Delivery.NOTHING;
        for (Future<Delivery> each : threads.invokeAll(calls)) {
            all = all.and(result(each));
        }
        return all;
    }

    private static Delivery result(Future<Delivery> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CollectorException refused) {
                throw refused;
            }
            throw new IllegalStateException("A batch was not sent", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
