package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.RawTables;

/** Creates the raw archive's table of every family. */
record CreateRawTables(Lake lake) implements Step {

    @Override
    public String name() {
        return "create raw tables";
    }

    @Override
    public void apply(Definitions definitions) {
        definitions.workspaces().stream()
                .flatMap(workspace -> workspace.families().stream())
                .forEach(family -> RawTables.ensure(lake.catalog(), family.name()));
    }
}
