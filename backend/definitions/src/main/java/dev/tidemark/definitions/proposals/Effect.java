package dev.tidemark.definitions.proposals;

import java.util.Optional;

/**
 * What a change does to one defined thing, also to one whose own file is not changed.
 *
 * @param workspace where it is defined
 * @param kind what it is, for example {@code metric}
 * @param owner the team that answers for it
 * @param text what becomes of it, one line
 */
public record Effect(String workspace, String kind, String name, Optional<String> owner, Weight weight, String text) {}
