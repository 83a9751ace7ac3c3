package dev.tidemark.definitions.proposals;

import java.util.List;
import java.util.Map;

/** What the checks say of a draft that nobody has proposed yet. */
public record Preview(
        List<FileChange> files, Map<String, List<Finding>> findings, List<Effect> effects, List<Signature> signatures) {

    public Preview {
        files = List.copyOf(files);
        effects = List.copyOf(effects);
        signatures = List.copyOf(signatures);
    }
}
