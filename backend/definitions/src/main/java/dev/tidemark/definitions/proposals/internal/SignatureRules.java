package dev.tidemark.definitions.proposals.internal;

import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Signature.Of;
import dev.tidemark.definitions.proposals.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose consent a change needs. Schemas, sources, teams and policies are an administrator's; prices and budgets are finance's; metrics,
 * transforms and dashboards are their owners'. Whatever nobody owns is looked at by a second builder.
 */
final class SignatureRules {

    private static final Pattern ADMINISTRATORS =
            Pattern.compile("[^/]+/(events/.+|sources/.+|teams\\.yaml|policies\\.yaml)");
    private static final Pattern FINANCE = Pattern.compile("[^/]+/(prices/.+|budgets\\.yaml)");

    private SignatureRules() {}

    static List<Signature> of(Change change, List<Effect> effects) {
        Map<String, Signature> needed = new LinkedHashMap<>();
        List<String> owned = new ArrayList<>();
        for (String path : change.paths()) {
            if (ADMINISTRATORS.matcher(path).matches()) {
                add(needed, signature(Of.ROLE, "ADMIN", path + " is approved by an administrator"));
            } else if (FINANCE.matcher(path).matches()) {
                add(needed, signature(Of.ROLE, "FINANCE", path + " is approved by finance"));
            } else {
                owned.add(path);
            }
        }
        if (!owned.isEmpty()) {
            owners(effects).forEach(signature -> add(needed, signature));
            if (needed.isEmpty()) {
                add(needed, signature(Of.ROLE, "BUILDER", owned.getFirst() + " is looked at by a second builder"));
            }
        }
        return List.copyOf(needed.values());
    }

    private static List<Signature> owners(List<Effect> effects) {
        return effects.stream()
                .filter(effect -> effect.weight().compareTo(Weight.WORDING) > 0)
                .flatMap(effect -> effect.owner().stream()
                        .map(team -> signature(
                                Of.TEAM, team, "the " + effect.kind() + " " + effect.name() + " belongs to " + team)))
                .toList();
    }

    private static Signature signature(Of of, String name, String why) {
        return new Signature(of, name, why, Optional.empty());
    }

    private static void add(Map<String, Signature> needed, Signature signature) {
        needed.putIfAbsent(signature.key(), signature);
    }
}
