package dev.tidemark.catalog;

/** A measure with the model it sums up. */
public record MeasureUse(SemanticModel model, Measure measure) {}
