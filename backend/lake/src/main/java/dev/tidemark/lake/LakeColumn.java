package dev.tidemark.lake;

/** A column of a table. */
public record LakeColumn(String name, LakeType type, boolean required) {}
