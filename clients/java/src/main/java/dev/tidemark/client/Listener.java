package dev.tidemark.client;

/** Told what became of each event, on the client's own thread; it must not block. */
@FunctionalInterface
public interface Listener {

    void ended(String eventId, Outcome outcome);
}
