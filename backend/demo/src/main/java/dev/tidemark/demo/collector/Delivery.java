package dev.tidemark.demo.collector;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of events that were sent.
 *
 * @param accepted durable in the log
 * @param quarantined accepted although they do not fit, to be repaired
 * @param refused never taken, with the reason
 */
public record Delivery(long accepted, long quarantined, List<Refusal> refused) {

    public static final Delivery NOTHING = new Delivery(0, 0, List.of());

    /** An event that the collector will not take, however often it is sent. */
    public record Refusal(String eventId, int status, String reason) {}

    public Delivery {
        refused = List.copyOf(refused);
    }

    public Delivery and(Delivery other) {
        List<Refusal> all = new ArrayList<>(refused);
        all.addAll(other.refused);
        return new Delivery(accepted + other.accepted, quarantined + other.quarantined, all);
    }
}
