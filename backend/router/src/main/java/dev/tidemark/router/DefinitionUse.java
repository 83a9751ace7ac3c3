package dev.tidemark.router;

/** Which definition an answer follows. */
public record DefinitionUse(String metric, String version, String commit) {}
