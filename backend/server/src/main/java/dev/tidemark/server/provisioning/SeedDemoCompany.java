package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.server.demo.DemoCompany;

/** Gives the demo company its people and keys. */
record SeedDemoCompany(DemoCompany company) implements Step {

    @Override
    public String name() {
        return "seed the demo company";
    }

    @Override
    public void apply(Definitions definitions) {
        company.seed(definitions);
    }
}
