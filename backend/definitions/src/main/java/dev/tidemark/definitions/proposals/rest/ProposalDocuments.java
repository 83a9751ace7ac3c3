package dev.tidemark.definitions.proposals.rest;

import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.FileChange;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of proposals in JSON. */
final class ProposalDocuments {

    private ProposalDocuments() {}

    static Map<String, @Nullable Object> proposal(Proposal proposal) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", proposal.id());
        document.put("title", proposal.title());
        document.put("description", proposal.description());
        document.put("author", proposal.author());
        document.put("branch", proposal.branch());
        document.put("state", proposal.state().word());
        document.put("opened_at", proposal.openedAt().toString());
        document.put("closed_at", proposal.closedAt().map(Object::toString).orElse(null));
        document.put("published", proposal.published().orElse(null));
        return document;
    }

    static Map<String, @Nullable Object> review(Review review) {
        Map<String, @Nullable Object> document = proposal(review.proposal());
        document.put("commit", review.commit());
        document.put("publishable", review.publishable());
        document.put("conflicts", review.conflicts());
        content(document, review.files(), review.findings(), review.effects(), review.signatures());
        document.put(
                "history",
                review.history().stream().map(ProposalDocuments::step).toList());
        return document;
    }

    static Map<String, @Nullable Object> preview(Preview preview) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        content(document, preview.files(), preview.findings(), preview.effects(), preview.signatures());
        return document;
    }

    private static void content(
            Map<String, @Nullable Object> document,
            List<FileChange> files,
            Map<String, List<Finding>> findings,
            List<Effect> effects,
            List<Signature> signatures) {
        document.put("files", files.stream().map(ProposalDocuments::file).toList());
        Map<String, Object> checks = new LinkedHashMap<>();
        findings.forEach((check, found) ->
                checks.put(check, found.stream().map(ProposalDocuments::finding).toList()));
        document.put("checks", checks);
        document.put("effects", effects.stream().map(ProposalDocuments::effect).toList());
        document.put(
                "signatures",
                signatures.stream().map(ProposalDocuments::signature).toList());
    }

    private static Map<String, Object> file(FileChange file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", file.path());
        document.put("kind", word(file.kind()));
        document.put("added", file.added());
        document.put("removed", file.removed());
        document.put("patch", file.patch());
        return document;
    }

    private static Map<String, Object> finding(Finding finding) {
        return Map.of("level", word(finding.level()), "where", finding.where(), "text", finding.text());
    }

    private static Map<String, @Nullable Object> effect(Effect effect) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("workspace", effect.workspace());
        document.put("kind", effect.kind());
        document.put("name", effect.name());
        document.put("owner", effect.owner().orElse(null));
        document.put("weight", effect.weight().word());
        document.put("text", effect.text());
        return document;
    }

    private static Map<String, @Nullable Object> signature(Signature signature) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("of", word(signature.of()));
        document.put("name", signature.name());
        document.put("why", signature.why());
        document.put("by", signature.by().orElse(null));
        return document;
    }

    static Map<String, Object> step(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", step.id());
        document.put("proposal", step.proposal());
        document.put("at", step.at().toString());
        document.put("who", step.who());
        document.put("kind", step.kind().word());
        document.put("commit", step.commit());
        document.put("text", step.text());
        document.put("signed", step.signed());
        return document;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
