package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.events.Topics;
import dev.tidemark.stores.pinot.PinotTables;
import dev.tidemark.stores.pinot.RealtimeTable;

/** Creates the real-time table of every family, and of the orders per minute. */
record CreateRealtimeTables(PinotTables tables) implements Step {

    @Override
    public String name() {
        return "create real-time tables";
    }

    @Override
    public void apply(Definitions definitions) {
        for (Workspace workspace : definitions.workspaces()) {
            for (Family family : workspace.families()) {
                tables.ensure(RealtimeTable.ofFamily(
                        family.name(),
                        Topics.clean(family.name()),
                        workspace.eventTypes(family).stream()
                                .map(EventType::avroSchema)
                                .toList(),
                        family.realtimeKeeps()));
                if (family.name().equals(KeepJobs.MINUTES_FAMILY)) {
                    tables.ensure(RealtimeTable.orderMinutes(
                            Topics.aggregate(CreateTopics.ORDER_MINUTES), family.realtimeKeeps()));
                }
            }
        }
    }
}
