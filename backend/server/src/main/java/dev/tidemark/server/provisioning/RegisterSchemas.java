package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.Subject;

/** Registers the schema of every type of event; one that is registered already stays what it is. */
record RegisterSchemas(Registry registry) implements Step {

    @Override
    public String name() {
        return "register schemas";
    }

    @Override
    public void apply(Definitions definitions) {
        definitions.workspaces().stream()
                .flatMap(workspace -> workspace.eventTypes().stream())
                .forEach(type -> registry.register(Subject.of(type.family(), type.name()), type.avroSchema()));
    }
}
