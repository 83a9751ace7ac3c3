package dev.tidemark.local.process;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The state of every part, and a way to wait for it. Thread-safe; the listener is called under the board's lock. */
public final class StatusBoard {

    private final Map<String, PartStatus> statuses = new LinkedHashMap<>();
    private final Consumer<List<PartStatus>> listener;

    public StatusBoard(Consumer<List<PartStatus>> listener) {
        this.listener = listener;
    }

    public synchronized List<PartStatus> statuses() {
        return List.copyOf(statuses.values());
    }

    synchronized void add(String name) {
        statuses.put(name, PartStatus.waiting(name, Instant.now()));
        changed();
    }

    void now(String name, PartState state, String detail) {
        update(name, status -> status.now(state, detail, Instant.now()));
    }

    synchronized void update(String name, UnaryOperator<PartStatus> change) {
        PartStatus before = statuses.get(name);
        if (before == null) {
            throw new IllegalArgumentException("No part is named " + name);
        }
        PartStatus after = change.apply(before);
        if (!after.equals(before)) {
            statuses.put(name, after);
            changed();
        }
    }

    /** Waits until all the named parts are healthy at the same time; for as long as that takes. */
    synchronized void awaitHealthy(Set<String> names) throws InterruptedException {
        while (!statuses.values().stream()
                .filter(status -> names.contains(status.name()))
                .allMatch(status -> status.state() == PartState.HEALTHY)) {
            wait();
        }
    }

    private synchronized void changed() {
        listener.accept(List.copyOf(statuses.values()));
        notifyAll();
    }
}
