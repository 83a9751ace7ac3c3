package dev.tidemark.definitions.proposals;

import java.util.Optional;

/**
 * A consent that a proposal needs before it is published.
 *
 * @param of a role's or a team's
 * @param name for example {@code ADMIN} or {@code checkout}
 * @param why what of the proposal asks for it
 * @param by who gave it, to the branch as it is now
 */
public record Signature(Of of, String name, String why, Optional<String> by) {

    /** Whose consent it is. */
    public enum Of {
        ROLE,
        TEAM
    }

    /** The same for the same consent, whatever asks for it. */
    public String key() {
        return (of == Of.ROLE ? "role:" : "team:") + name;
    }

    /** Whether this person may give it. An administrator may give any. */
    public boolean mayBeGivenBy(Person person) {
        return person.has("ADMIN")
                || (of == Of.ROLE ? person.has(name) : person.teams().contains(name));
    }

    public Signature givenBy(String person) {
        return new Signature(of, name, why, Optional.of(person));
    }
}
