package dev.tidemark.router;

/**
 * Which definition an answer follows.
 *
 * @param metric a metric, or a semantic model that is a bridge
 * @param version of a bridge the rule by which measures pass over it
 */
public record DefinitionUse(String metric, String version, String commit) {}
