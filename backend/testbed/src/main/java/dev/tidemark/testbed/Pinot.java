package dev.tidemark.testbed;

import java.net.URI;

/** A running Pinot. */
public record Pinot(URI controller, URI broker) {}
