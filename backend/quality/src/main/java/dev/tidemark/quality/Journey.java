package dev.tidemark.quality;

import java.util.List;
import java.util.Optional;

/**
 * The way of one event from its source to the modeled tables.
 *
 * @param hops one per {@link Stage} that exists for the event's family, in order
 */
public record Journey(
        String eventId, String eventType, String source, String family, int partition, long offset, List<Hop> hops) {

    public Journey {
        hops = List.copyOf(hops);
    }

    public Optional<Hop> hop(Stage stage) {
        return hops.stream().filter(hop -> hop.stage() == stage).findFirst();
    }
}
