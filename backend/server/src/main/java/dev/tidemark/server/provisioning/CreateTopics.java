package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Family;
import dev.tidemark.pipelines.topics.FamilyTopics;
import dev.tidemark.pipelines.topics.TopicProvisioner;
import java.util.List;

/** Creates the topics of every family and of the windowed aggregates. */
record CreateTopics(TopicProvisioner topics) implements Step {

    static final String ORDER_MINUTES = "order_minutes";

    @Override
    public String name() {
        return "create topics";
    }

    @Override
    public void apply(Definitions definitions) {
        topics.ensure(
                definitions.workspaces().stream()
                        .flatMap(workspace -> workspace.families().stream())
                        .map(CreateTopics::topics)
                        .toList(),
                List.of(ORDER_MINUTES));
    }

    private static FamilyTopics topics(Family family) {
        return new FamilyTopics(family.name(), family.partitions(), family.retention(), family.realtimeKeeps());
    }
}
