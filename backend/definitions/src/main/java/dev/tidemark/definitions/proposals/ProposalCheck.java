package dev.tidemark.definitions.proposals;

import java.util.List;

/** Looks at a change with the eyes of one feature. Called by several threads at once; throws nothing for a change that is wrong. */
public interface ProposalCheck {

    /** What it looks at, for example {@code metrics}. */
    String name();

    Outcome look(Change change);

    /** What it has to say. */
    record Outcome(List<Finding> findings, List<Effect> effects) {
        public static final Outcome NOTHING = new Outcome(List.of(), List.of());

        public Outcome {
            findings = List.copyOf(findings);
            effects = List.copyOf(effects);
        }
    }
}
