package dev.tidemark.quality;

import java.util.Optional;

/** Finds the way that events took. Blocking. */
public interface Journeys {

    /** Empty when no store has the event. */
    Optional<Journey> of(String eventId);

    /** The event that the broker stored last among those the real-time stores have; empty when they have none. */
    Optional<Journey> latest();
}
