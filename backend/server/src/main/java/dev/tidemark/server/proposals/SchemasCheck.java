package dev.tidemark.server.proposals;

import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the registry would take each changed schema: what cannot be registered cannot be published either. */
record SchemasCheck(Registry registry) implements ProposalCheck {

    private static final Pattern SCHEMA = Pattern.compile("[^/]+/events/([^/]+)/([^/]+)\\.avsc");

    @Override
    public String name() {
        return "schemas";
    }

    @Override
    public Outcome look(Change change) {
        List<Finding> findings = new ArrayList<>();
        for (String path : change.paths()) {
            Matcher schema = SCHEMA.matcher(path);
            if (schema.matches() && change.after().containsKey(path)) {
                look(
                        path,
                        Subject.of(schema.group(1), schema.group(2)),
                        change.after().getOrDefault(path, ""),
                        findings);
            } else if (schema.matches()) {
                findings.add(Finding.warning(
                        path,
                        "Sources can no longer send " + schema.group(2)
                                + "; its versions stay in the registry, so that what is stored can be read."));
            }
        }
        return new Outcome(findings, List.of());
    }

    private void look(String path, Subject subject, String text, List<Finding> findings) {
        try {
            List<String> conflicts = registry.compatibility(subject, text).conflicts();
            conflicts.forEach(conflict -> findings.add(Finding.fault(path, conflict)));
            if (conflicts.isEmpty()) {
                int versions = registry.live(subject).size();
                findings.add(Finding.note(
                        path,
                        versions == 0
                                ? subject + " gets its first version."
                                : "Gets along with the " + versions + " versions of " + subject + " at its level "
                                        + registry.level(subject) + "."));
            }
        } catch (ProblemException e) {
            findings.add(Finding.fault(path, e.detail() + " " + e.remedy()));
        }
    }
}
