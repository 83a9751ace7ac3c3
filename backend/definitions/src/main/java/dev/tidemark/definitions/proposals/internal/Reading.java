package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a change with all checks and says what it needs. */
public final class Reading {

    private final List<ProposalCheck> checks;

    public Reading(List<ProposalCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    public Preview preview(Change change) {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        List<Effect> effects = new ArrayList<>();
        look(change, findings, effects);
        return new Preview(Differences.of(change), findings, effects, SignatureRules.of(change, effects));
    }

    public Review review(Proposal proposal, String commit, ProposalBranches.Seen seen, List<Step> history) {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        List<Effect> effects = new ArrayList<>();
        look(seen.change(), findings, effects);
        List<Signature> signatures = SignatureRules.of(seen.change(), effects).stream()
                .map(signature -> given(signature, commit, history))
                .toList();
        return new Review(
                proposal,
                commit,
                seen.conflicts(),
                Differences.of(seen.change()),
                findings,
                effects,
                signatures,
                history);
    }

    private void look(Change change, Map<String, List<Finding>> findings, List<Effect> effects) {
        for (ProposalCheck check : checks) {
            ProposalCheck.Outcome outcome = check.look(change);
            findings.put(check.name(), outcome.findings());
            effects.addAll(outcome.effects());
        }
        effects.sort(Comparator.comparing(Effect::weight)
                .reversed()
                .thenComparing(Effect::workspace)
                .thenComparing(Effect::kind)
                .thenComparing(Effect::name));
    }

    /** An approval is for the commit that was looked at; what came after it needs another. */
    private static Signature given(Signature signature, String commit, List<Step> history) {
        return history.stream()
                .filter(step -> step.kind() == Step.Kind.APPROVED
                        && step.commit().equals(commit)
                        && step.signed().contains(signature.key()))
                .map(step -> signature.givenBy(step.who()))
                .findFirst()
                .orElse(signature);
    }

    /** Whose consent it is, in words. */
    public String names(List<Signature> signatures) {
        return signatures.stream()
                .map(signature -> switch (signature.of()) {
                    case ROLE -> "somebody with the role " + signature.name();
                    case TEAM -> "somebody of the team " + signature.name();
                })
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** Everything that keeps a proposal from being published. */
    public List<Fault> obstacles(Review review) {
        List<Fault> obstacles = new ArrayList<>();
        review.conflicts()
                .forEach(path -> obstacles.add(
                        new Fault(path, path + " was changed in the same place since; change the proposal to fit it")));
        review.findings().values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.level() == Finding.Level.FAULT)
                .forEach(finding -> obstacles.add(new Fault(finding.where(), finding.text())));
        review.signatures().stream()
                .filter(signature -> signature.by().isEmpty())
                .forEach(signature -> obstacles.add(new Fault(
                        signature.key(),
                        "it waits for the consent of " + names(List.of(signature)) + ": " + signature.why())));
        return obstacles;
    }
}
