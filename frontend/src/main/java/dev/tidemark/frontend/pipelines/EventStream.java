package dev.tidemark.frontend.pipelines;

import dev.tidemark.definitions.Family;

/** The events of a family, on their way from the collector to the stores. */
public record EventStream(String workspace, Family family) {

    String topic() {
        return "events." + family.name();
    }

    String realtimeTable() {
        return family.name() + "_rt";
    }

    String archiveTable() {
        return "raw.events_" + family.name();
    }
}
