package dev.tidemark.catalog;

/** So many periods of a calendar that a time spine defines. */
public record CustomWindow(int count, String grain) {}
