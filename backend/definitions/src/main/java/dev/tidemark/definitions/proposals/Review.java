package dev.tidemark.definitions.proposals;

import java.util.List;
import java.util.Map;

/**
 * A proposal as it stands against the definitions in force now.
 *
 * @param commit the branch's newest commit, which approvals are for
 * @param conflicts files that were changed in the same place since the branch began
 * @param findings what each check has to say, by its name
 * @param effects the heaviest first
 * @param history the oldest first
 */
public record Review(
        Proposal proposal,
        String commit,
        List<String> conflicts,
        List<FileChange> files,
        Map<String, List<Finding>> findings,
        List<Effect> effects,
        List<Signature> signatures,
        List<Step> history) {

    public Review {
        conflicts = List.copyOf(conflicts);
        files = List.copyOf(files);
        effects = List.copyOf(effects);
        signatures = List.copyOf(signatures);
        history = List.copyOf(history);
    }

    /** Whether everything that publishing asks for is there. */
    public boolean publishable() {
        return proposal.isOpen() && conflicts.isEmpty() && !files.isEmpty() && sound() && signed();
    }

    /** Whether no check found a fault. */
    public boolean sound() {
        return findings.values().stream()
                .flatMap(List::stream)
                .noneMatch(finding -> finding.level() == Finding.Level.FAULT);
    }

    public boolean signed() {
        return signatures.stream().allMatch(signature -> signature.by().isPresent());
    }
}
